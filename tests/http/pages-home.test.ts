import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { aChange } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('home, which is what needs somebody now', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  it('when there is work by hand, then whoever has it sees it, and no admin who has not', async () => {
    const link = `href="/tasks/${world.task}"`;
    expect((await world.see('tom', '/')).text).toContain(link);
    expect((await world.see('ada', '/')).text).toContain(link);
    expect((await world.see('root', '/')).text).not.toContain(link);
  });

  it('when a question is open, then it needs whoever asked, and who decides may still decide', async () => {
    const thread = [{ id: 'q', kind: 'question', by: world.ids.lin, at: Date.now(), text: 'For how long?' }] as const;
    const id = await world.open({ thread });
    expect((await world.see('maya', '/')).text).toContain(`href="/requests/${id}/answer"`);
    expect((await world.see('lin', `/requests/${id}`)).text).toContain(`href="/requests/${id}/approve"`);
    expect((await world.see('maya', `/requests/${id}`)).text).not.toContain(`href="/requests/${id}/approve"`);
  });

  it('when something is open for long, then it is there, however much was asked since', async () => {
    const now = Date.now();
    const [open, scheduled] = [
      await world.open({ createdAt: now - DAY }),
      await world.open({
        ...{ createdAt: now - DAY, decision: 'approved', decidedAt: now },
        lease: { asked: { kind: 'for', length: 'PT8H', startAt: now + DAY }, granted: undefined, zone: 'UTC' },
      }),
    ];
    for (let i = 1; i <= 101; i++) await world.open({ createdAt: now - i, decision: 'rejected', closing: 'rejected' });
    const { text } = await world.see('maya', '/');
    for (const id of [open, scheduled]) expect(text).toContain(id);
  });

  it('when a lease ends soon, then it is said, however much was asked since', async () => {
    const now = Date.now();
    const given = aChange({ state: 'given', effectiveAt: now - HOUR, endsAt: now + HOUR });
    const lease = await world.open({ changes: [given], decision: 'approved', decidedAt: now, endsAt: now + HOUR });
    for (let i = 1; i <= 101; i++) await world.open({ createdAt: now + i, decision: 'rejected', closing: 'rejected' });
    const [, soon] = (await world.see('maya', '/')).text.split('Ends soon');
    expect(soon).toContain(lease);
  });
});
