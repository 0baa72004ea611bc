import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../src/domain/time.ts';
import { anId, aRequest, anOpenLevel } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('approvals and tasks on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  /** For Lin to decide, within so many days. */
  async function waiting(days: number, reason = 'because'): Promise<string> {
    const { store } = world.api.deps;
    const given = await store.requests.byId(world.request);
    const now = Date.now();
    const request = aRequest({
      ...given,
      ...{ id: anId('request'), reason, version: 1, createdAt: now + days },
      changes: [{ ...aRequest().changes[0], entitlementId: anId('entitlement') } as never],
      levels: [anOpenLevel({ approvers: [{ personId: world.ids.lin, because: 'named' }] })],
      clocks: { ...aRequest().clocks, decideBy: now + days * DAY },
    });
    await store.requests.open(request, []);
    return request.id;
  }

  it('when several wait, then the oldest deadline is first, and what people wrote is only text', async () => {
    const late = await waiting(5, '<script>alert(1)</script>');
    const soon = await waiting(1);
    const { status, text } = await world.see('lin', '/approvals');
    expect(status).toBe(200);
    const places = [soon, late, world.request].map((id) => text.indexOf(`/requests/${id}"`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script>alert');
  });

  it('when somebody is looking, then the page says who and since when, as plain text', async () => {
    const { store } = world.api.deps;
    const id = (await waiting(4)) as `REQ-${string}`;
    const at = async () => (await world.see('lin', `/requests/${id}`)).text;
    expect(await at()).not.toContain('is looking since');
    await store.desk.look({ requestId: id, personId: world.ids.lin, since: Date.now() + 100 }, []);
    expect(await at()).toMatch(/<bdi>lin<\/bdi> is looking since <time [^>]*>\d\d:\d\d<\/time>/);
  });

  it('when nothing waits, then the page says so', async () => {
    expect((await world.see('zoe', '/')).text).toContain('Nothing waits for you');
    expect((await world.see('zoe', '/approvals')).text).toContain('Nothing waits for your decision');
  });

  it('when several are decided at once, then each has its own answer', async () => {
    const [one, other] = [await waiting(2), await waiting(3)];
    const on = `/approvals/decide?decision=approve&id=${one}&id=${other}`;
    expect((await world.see('lin', on)).text).toContain('Approve these 2 requests?');
    const done = await world.send('lin', '/approvals/decide', { decision: 'approve', ids: `${one} ${other}` }, on);
    expect(done.text).toContain('0 of 2 decided; the rest is as it was.');
    expect(done.text.match(/Temporal is away/g)).toHaveLength(2);
  });

  it('when nothing is selected, or what one may not see, then nothing is asked', async () => {
    expect((await world.see('lin', '/approvals/decide?decision=reject')).status).toBe(400);
    const foreign = await world.see('zoe', `/approvals/decide?decision=approve&id=${world.request}`);
    expect([foreign.status, foreign.text.includes(`/requests/${world.request}`)]).toEqual([400, false]);
  });

  it('when the form is of another session, then nothing is decided, and what was typed is kept', async () => {
    const typed = { csrf: 'another', decision: 'reject', ids: world.request, comment: 'not this week' };
    const { status, text } = await world.send('lin', '/approvals/decide', typed, '/approvals');
    expect(status).toBe(403);
    expect(text).toContain('not this week');
  });

  it('when a task is looked at, then whoever may see to it can, and others see why not, or nothing', async () => {
    const path = `/tasks/${world.task}`;
    expect((await world.see('tom', path)).text).toContain('Mark complete');
    expect((await world.see('ada', path)).text).toContain('Mark complete');
    const auditor = await world.see('audrey', path);
    expect(auditor.text).toContain('owners of the app and admins see to this task');
    expect(auditor.text).not.toContain('Mark complete');
    expect((await world.see('zoe', path)).status).toBe(404);
    expect((await world.see('tom', '/tasks/nothing')).status).toBe(404);
    expect((await world.see('tom', '/tasks')).text).toContain('For you');
  });

  it('when it is said without a reason, or to nobody, then the page says what is missing', async () => {
    const path = `/tasks/${world.task}`;
    const refused = await world.send('tom', `${path}/refuse`, { reason: ' ' }, path);
    expect([refused.status, refused.text.includes('Say why it cannot be done')]).toEqual([400, true]);
    const nobody = await world.send('tom', `${path}/hand-over`, { to: 'nobody@example.com' }, path);
    expect([nobody.status, nobody.text.includes('nobody@example.com')]).toEqual([404, true]);
  });

  it('when it is handed over and then refused, then it is among those that are done, with the reason', async () => {
    const path = `/tasks/${world.task}`;
    const handed = await world.send('tom', `${path}/hand-over`, { to: 'Eve@example.com' }, path);
    expect(handed.headers.get('location')).toBe('/tasks?did=handed_over');
    expect((await world.see('tom', path)).status).toBe(404);
    const refused = await world.send('eve', `${path}/refuse`, { reason: 'no <b>seat</b> left' }, path);
    expect(refused.status).toBe(303);
    expect((await world.see('eve', path)).text).toContain('no &lt;b&gt;seat&lt;/b&gt; left');
    expect((await world.see('eve', '/tasks?tab=done')).text).toContain(world.task);
    expect((await world.see('eve', '/tasks')).text).toContain('Nothing to do by hand');
  });
});
