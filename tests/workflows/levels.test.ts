import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Lease } from '../../src/domain/lease/lease.ts';
import type { Level, Request } from '../../src/domain/request/request.ts';
import { anOpenLevel } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approval,
  aStage,
  originOf,
  pass,
  reject,
  type Stage,
  stateNow,
  story,
  stored,
  submit,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { A_DAY_OF_WORK, anOrganisationOf, asking, wordOf } from './scenes.ts';
import { expectSound, expectWholeRecord } from './soundness.ts';

describeUnless(await whyNoTemporal(), 'levels of approval', () => {
  let stage: Stage;
  let request: ReturnType<typeof asking>;
  beforeAll(async () => {
    stage = await aStage(anOrganisationOf({ aws: 40 }));
    request = asking(stage, 'aws');
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  function level(mode: Level['mode'], people: readonly string[], given: Partial<Level> = {}): Level {
    const approvers = people.map((name) => ({ personId: stage.person(name).id, because: 'app owner' }));
    return anOpenLevel({ mode, approvers, ...given });
  }

  async function pending(levels: readonly Level[], given: Partial<Request> = {}): Promise<Request> {
    const one = request({ levels, ...given });
    expect(wordOf(await submit(stage, one))).toBe('pending_approval');
    return one;
  }

  async function says(one: Request, by: string, at = 0, more: { onBehalfOf?: string; mayDecide?: boolean } = {}) {
    const { id } = stage.person(by);
    const onBehalfOf = more.onBehalfOf === undefined ? undefined : stage.person(more.onBehalfOf).id;
    const click = approval(id, {
      clickId: `${by} ${at} ${JSON.stringify(more)}`,
      evidence: { level: at, mayDecide: more.mayDecide ?? true, because: 'You do not own this app.' },
    });
    return wordOf(
      await stage.house.gateway.send(one, 'decide', { ...click, verdict: { ...click.verdict, onBehalfOf } }),
    );
  }

  const GIVEN = /^(approved|provisioning|active)$/;

  it('when all have to approve, then the last one opens it, and nobody counts twice', async () => {
    const one = await pending([level({ kind: 'all' }, ['ada', 'lin', 'sam'])]);
    expect(await says(one, 'ada')).toBe('pending_approval');
    expect(await says(one, 'ada', 0, { mayDecide: true })).toBe('already_decided: pending_approval');
    expect(await says(one, 'lin', 0, { onBehalfOf: 'ada' })).toBe('already_decided: pending_approval');
    expect(await says(one, 'lin')).toBe('pending_approval');
    expect(await says(one, 'sam')).toMatch(GIVEN);
    await pass(stage, one, A_DAY_OF_WORK);
    await expectSound(stage, one);
  });

  it('when two of three have to approve, then the third is told that it is decided', async () => {
    const one = await pending([level({ kind: 'n_of_m', needed: 2 }, ['ada', 'lin', 'sam'])]);
    expect(await says(one, 'ada')).toBe('pending_approval');
    expect(await says(one, 'sam')).toMatch(GIVEN);
    expect(await says(one, 'lin')).toMatch(/^already_decided: (approved|provisioning|active)$/);
  });

  it('when the first level is decided, then the second opens, for other people', async () => {
    const any = { kind: 'any' } as const;
    const one = await pending([
      level(any, ['ada', 'lin']),
      level(any, [], { state: 'skipped' }),
      level(any, ['ada', 'sam'], { state: 'waiting' }),
    ]);
    expect(await says(one, 'sam', 2)).toBe('wrong_state: pending_approval');
    expect(await says(one, 'ada', 0)).toBe('pending_approval');
    expect((await stored(stage, one.id)).levels.map(({ state }) => state)).toEqual(['done', 'skipped', 'open']);
    expect(await says(one, 'lin', 0)).toBe('wrong_state: pending_approval');
    expect(await says(one, 'ada', 2)).toBe('not_an_approver: pending_approval');
    expect(await says(one, 'sam', 2, { onBehalfOf: 'ada' })).toBe('not_an_approver: pending_approval');
    expect(await says(one, 'sam', 2)).toMatch(GIVEN);
    await pass(stage, one, A_DAY_OF_WORK);
    expect((await story(stage, one.id)).slice(0, 4)).toEqual([
      ...['request.approved_at_level', 'request.approved_at_level', 'request.approved', 'request.given'],
    ]);
  });

  it('when the second level rejects, then it is rejected, and the first approval gives nothing', async () => {
    const any = { kind: 'any' } as const;
    const one = await pending([level(any, ['ada']), level(any, ['sam'], { state: 'waiting' })]);
    await says(one, 'ada', 0);
    const evidence = { level: 1, mayDecide: true, because: 'app owner' };
    expect(wordOf(await reject(stage, one, 'sam', { evidence }))).toBe('rejected');
    expect(await story(stage, one.id)).toEqual(['request.approved_at_level', 'request.rejected']);
    await expectSound(stage, one);
  });

  it('when it is their own, then neither requester nor beneficiary decides it, whatever the evidence says', async () => {
    const one = await pending([level({ kind: 'any' }, ['ada', 'maya', 'noor'])], {
      beneficiaryId: stage.person('noor').id,
    });
    const own = 'own_request: pending_approval';
    expect(await says(one, 'maya', 0, { mayDecide: true })).toBe(own);
    expect(await says(one, 'noor', 0, { mayDecide: true })).toBe(own);
    expect(await says(one, 'lin', 0, { onBehalfOf: 'maya' })).toBe(own);
    expect(await says(one, 'lin', 0, { mayDecide: false })).toBe('not_an_approver: pending_approval');
    expect((await stored(stage, one.id)).version).toBe(1);
    expect(await says(one, 'ada')).toMatch(GIVEN);
  });

  it('when the flow lets people approve themselves, then the record says that they did', async () => {
    const { flow } = request();
    const one = await pending([level({ kind: 'any' }, ['maya'])], { flow: { ...flow, selfApproval: true } });
    expect(await says(one, 'maya')).toMatch(GIVEN);
    await untilState(stage, one, 'active');
    expect((await story(stage, one.id)).slice(0, 2)).toEqual(['request.approved_at_level', 'request.self_approved']);
  });

  const ask = (one: Request, by: string, name: 'ask' | 'answer') => {
    const { id } = stage.person(by);
    return stage.house.gateway.send(one, name, { clickId: `${by} ${name}`, by: id, text: '?', origin: originOf(id) });
  };

  it('when a question waits for its answer, then the last moment to decide waits too', async () => {
    const one = await pending([level({ kind: 'any' }, ['ada'])]);
    await pass(stage, one, 6 * DAY);
    await ask(one, 'ada', 'ask');
    await pass(stage, one, 3 * DAY);
    expect(await stateNow(stage, one.id)).toBe('pending_approval');
    expect(wordOf(await ask(one, 'maya', 'answer'))).toBe('pending_approval');
    await pass(stage, one, 20 * HOUR);
    expect(await stateNow(stage, one.id)).toBe('pending_approval');
    await pass(stage, one, 5 * HOUR);
    expect(await untilState(stage, one, 'lapsed')).toBe('lapsed');
  });

  it('when nobody answers, then the clock runs on after seven days in all', async () => {
    const one = await pending([level({ kind: 'any' }, ['ada'])]);
    await ask(one, 'ada', 'ask');
    await pass(stage, one, 14 * DAY - HOUR);
    expect(await stateNow(stage, one.id)).toBe('pending_approval');
    await pass(stage, one, 2 * HOUR);
    expect(await untilState(stage, one, 'lapsed')).toBe('lapsed');
  });

  it('when days pass, then only those are reminded who can act now', async () => {
    const reminders = { after: DAY, every: DAY };
    const one = await pending([
      level({ kind: 'all' }, ['ada', 'lin'], { reminders }),
      level({ kind: 'any' }, ['ada', 'sam'], { reminders, state: 'waiting' }),
    ]);
    await pass(stage, one, DAY + HOUR);
    await says(one, 'ada', 0);
    await pass(stage, one, DAY);
    await says(one, 'lin', 0);
    await pass(stage, one, DAY + HOUR);
    await ask(one, 'sam', 'ask');
    await pass(stage, one, DAY);
    const rows = await stage.house.store.audit.rowsAfter(0, 10_000);
    const reminded = rows.filter(({ fact, subject }) => fact === 'request.reminded' && subject === `request:${one.id}`);
    const to = reminded.map(({ body }) => (JSON.parse(body) as { data: { to: string[] } }).data.to);
    const names = ['ada', 'lin', 'sam', 'maya'].map((name) => [stage.person(name).id, name] as const);
    expect(to.map((ids) => ids.map((id) => new Map<string, string>(names).get(id)))).toEqual([
      ...[['ada', 'lin'], ['lin'], ['sam'], ['maya']],
    ]);
  });

  it('when a reminder and the next tier are due at the same moment, then neither is left out', async () => {
    const to = [{ personId: stage.person('sam').id, because: 'named in the flow' }];
    const both = { reminders: { after: 4 * HOUR, every: DAY }, escalation: { after: 4 * HOUR, to } };
    const one = await pending([level({ kind: 'any' }, ['ada'], both)]);
    await pass(stage, one, 5 * HOUR);
    expect(await story(stage, one.id)).toEqual(['request.escalated', 'request.reminded']);
  });

  it('when a question comes while it is looked up who decides, then it pauses the clock and nobody is reminded', async () => {
    const one = await pending([level({ kind: 'any' }, ['ada'])]);
    const { requests } = stage.house.activities;
    const { lookUpDeciders } = requests;
    let asked: Promise<unknown> | undefined;
    const lookSlowly: typeof lookUpDeciders = async (request, now) => {
      if (request.id === one.id) await (asked ??= ask(one, 'ada', 'ask'));
      return lookUpDeciders(request, now);
    };
    await stage.house.stopWorkers();
    Object.assign(requests, { lookUpDeciders: lookSlowly });
    await stage.house.startWorkers();
    await pass(stage, one, 7 * DAY + HOUR);
    expect(asked).toBeDefined();
    expect(await stateNow(stage, one.id)).toBe('pending_approval');
    expect(await story(stage, one.id)).toEqual(['request.asked']);
  });

  it('when others agreed to less meanwhile, then nobody gives more without having seen that', async () => {
    const one = await pending([level({ kind: 'all' }, ['ada', 'lin', 'sam'])]);
    const grants = async (by: string, length: string, agreed?: Lease) => {
      const click = approval(stage.person(by).id, { clickId: `${by} ${length}` });
      const verdict = { ...click.verdict, lease: { kind: 'for', length } as const };
      return wordOf(
        await stage.house.gateway.send(one, 'decide', { ...click, verdict, evidence: { ...click.evidence, agreed } }),
      );
    };
    expect(await grants('ada', 'PT4H')).toBe('pending_approval');
    expect(await grants('lin', 'PT6H')).toBe('wrong_state: pending_approval');
    expect(await grants('lin', 'PT2H', { kind: 'for', length: 'PT4H' })).toBe('pending_approval');
    expect(await says(one, 'sam')).toMatch(GIVEN);
    expect((await stored(stage, one.id)).lease.granted).toMatchObject({ length: 'PT2H' });
  });

  it('when an approver gives another length, then that is how long it lasts', async () => {
    const one = await pending([level({ kind: 'any' }, ['ada'])]);
    const click = approval(stage.person('ada').id);
    const verdict = { ...click.verdict, lease: { kind: 'for', length: 'PT2H' } as const };
    await stage.house.gateway.send(one, 'decide', { ...click, verdict });
    await untilState(stage, one, 'active');
    await pass(stage, one, 1.9 * HOUR);
    expect(await stateNow(stage, one.id)).toBe('active');
    await pass(stage, one, 0.2 * HOUR);
    await expectSound(stage, one);
    expect((await stored(stage, one.id)).lease).toMatchObject({
      asked: { length: 'PT8H' },
      granted: { length: 'PT2H' },
    });
  });
});
