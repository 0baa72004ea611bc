import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY } from '../../src/domain/time.ts';
import { aChange, anOpenLevel } from '../support/builders.ts';
import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import { valueOf } from '../support/people.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('the page of a request', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const open = async (given: Partial<Request>) => `/requests/${await world.open(given)}`;

  it('when a reason was chosen of a list, then whoever decides reads its words', async () => {
    const page = await open({ reasonCode: 'oncall', reason: 'Until Friday', names: { oncall: 'On call this week' } });
    expect((await world.see('lin', page)).text).toContain('On call this week: Until Friday');
    expect((await world.see('lin', `${page}/approve`)).text).toContain('On call this week: Until Friday');
  });

  it('when somebody was away when it was asked, and is back, then they see it and decide', async () => {
    const { lin, root } = world.ids;
    const level = anOpenLevel({
      approvers: [{ personId: root, because: 'super admin' }],
      skipped: [{ personId: lin, because: 'out of office' }],
    });
    const page = await open({ levels: [level] });
    const seen = await world.see('lin', page);
    expect([seen.status, seen.text]).toEqual([200, expect.stringContaining(`href="${page}/approve"`)]);
    expect((await world.see('tom', page)).status).toBe(404);
  });

  it('when somebody was passed over and cannot decide, then it is not theirs to see', async () => {
    const level = anOpenLevel({ skipped: [{ personId: world.ids.tom, because: 'not chosen' }] });
    expect((await world.see('tom', await open({ levels: [level] }))).status).toBe(404);
  });

  it('when it starts later, or extensions have a limit, then its clocks say so', async () => {
    const now = Date.now();
    const asked = { kind: 'for', length: 'PT8H', startAt: now + DAY } as const;
    const ahead = await open({ lease: { asked, granted: undefined, zone: 'UTC' } });
    expect((await world.see('maya', ahead)).text).toContain('<dt>Starts</dt>');
    const given = aChange({ state: 'given', effectiveAt: now, endsAt: now + DAY });
    const running = await open({
      ...{ changes: [given], decision: 'approved', decidedAt: now, endsAt: now + DAY },
      lease: { asked: { kind: 'for', length: 'P1D' }, granted: undefined, zone: 'UTC', extensionLimits: ['P30D'] },
    });
    const { text } = await world.see('maya', running);
    expect(text).toMatch(/<dt>Extended at most until<\/dt><dd><time [^>]*>in (29|30) d</);
    expect(text).not.toContain('<dt>Starts</dt>');
  });

  it('when others had the same before, then whoever decides reads how long as a rule', async () => {
    const change = aChange({ state: 'taken' });
    const lease = { asked: { kind: 'for', length: 'PT2H' }, granted: undefined, zone: 'UTC' } as const;
    for (let times = 0; times < 3; times++)
      await open({ changes: [change], lease, decision: 'approved', decidedAt: Date.now() });
    const same = await open({ changes: [{ ...change, state: 'waiting' }] });
    expect((await world.see('lin', same)).text).toContain('usually 2 hours');
    expect((await world.see('lin', await open({}))).text).not.toContain('usually');
  });

  it('when it is decided already, then an old link leads to how it went', async () => {
    const page = await open({ decision: 'rejected', closing: 'rejected', decidedAt: Date.now() });
    for (const deed of ['approve', 'approve-modified', 'reject']) {
      const { status, headers } = await world.see('lin', `${page}/${deed}`);
      expect([status, headers.get('location')]).toEqual([303, page]);
    }
  });

  it('when it is of high risk, then a fresh sign-in is asked for before anything is typed, and comes back here', async () => {
    const page = await open({ flags: ['high_risk'] });
    const { deps, ask } = world.api;
    const lin = await deps.store.people.byId(world.ids.lin);
    const long = { method: 'oidc', agent: 'a test', roles: [], provenAt: Date.now() - DAY } as const;
    const session = valueOf(await startSession(deps, lin as never, long));
    const seenLong = (what: string) => ask(`${page}/${what}`, { headers: { cookie: `leasehold=${session.text}` } });
    const again = `href="/sign-in?fresh&amp;to=${encodeURIComponent(`${page}/approve`)}"`;
    expect(await (await seenLong('approve')).text()).toContain(again);
    expect(await (await seenLong('reject')).text()).not.toContain('Sign in again');
    expect((await world.see('lin', `${page}/approve`)).text).not.toContain('Sign in again');
  });
});
