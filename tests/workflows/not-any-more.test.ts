import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { retryRequest } from '../../src/use-cases/tell-request.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { testSqlite } from '../support/sqlite.ts';
import { aStage, pass, type Stage, stateNow, stored, story, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectWholeRecord } from './soundness.ts';

const mail = (name: string) => `${name}@example.com`;
const organisation = anOrganisation({
  people: ['ada', 'maya', 'noor'].map((name) => aPersonEntry({ email: mail(name), name })),
  apps: ['aws', 'closing'].map((slug) =>
    anAppEntry({
      ...{ slug, owners: [mail('ada')] },
      entitlements: [
        ...['e1', 'e2', 'e3'].map((one) => anEntitlementEntry({ slug: one })),
        ...['seat', 'chair'].map((one) => anEntitlementEntry({ slug: one, kind: 'licence', seats: 1 })),
      ],
    }),
  ),
});

describeUnless(await whyNoTemporal(), 'what is not to be given any more', () => {
  let stage: Stage;
  let file: string;
  let drop: () => Promise<void>;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    ({ file, drop } = await testSqlite());
    stage = await aStage(organisation, { address: { kind: 'sqlite', file } });
    people = peopleOf(stage);
    for (const path of ['aws/seat', 'aws/chair']) {
      const id = await people.asked('noor', path, { lease: { kind: 'indefinite' } });
      valueOf(await people.decide('ada', id));
      await untilState(stage, { id }, 'active');
    }
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
    await drop();
  });

  async function approved(paths: readonly string[], startAt?: number): Promise<RequestId> {
    const lease = { kind: 'between', startAt, endAt: Date.now() + 2 * DAY } as const;
    const id = await people.asked('maya', paths, { lease });
    valueOf(await people.decide('ada', id));
    return id;
  }

  const changesOf = async (id: RequestId) => (await stored(stage, id)).changes.map(({ state }) => state);

  it('when one of two waits for a seat past the end of both, then it is over with the other, and given to nobody', async () => {
    const id = await approved(['aws/e1', 'aws/seat']);
    await until(async () => (await changesOf(id)).join() === 'given,giving');
    expect(await pass(stage, { id }, 3 * DAY)).toBe('ended');
    expect(await stateNow(stage, id)).toBe('ended');
    expect(await changesOf(id)).toEqual(['taken', 'failed']);
    expect(await story(stage, id)).toContain('request.change_revoked');
    const acting = people.acting('ada');
    expect(await retryRequest(people.deps, acting, id, { clickId: 'again' })).toMatchObject({ ok: false });
  });

  it('when all of it waits past its end, then it lapses then, and not when somebody looks', async () => {
    const id = await approved(['aws/chair']);
    await untilState(stage, { id }, 'provisioning');
    expect(await pass(stage, { id }, 2 * DAY + HOUR)).toBe('ended');
    expect(await stateNow(stage, id)).toBe('lapsed');
  });

  it('when it can be asked for no longer before it starts, then it is not given, and the reason is told', async () => {
    const id = await approved(['closing/e1'], Date.now() + DAY);
    await untilState(stage, { id }, 'scheduled');
    closes('closing', 'e1');
    expect(await pass(stage, { id }, DAY + HOUR)).toBe('ended');
    expect(await stateNow(stage, id)).toBe('cancelled');
    expect(await reasonOf(id)).toBe('e1 of Production cannot be requested.');
  });

  /** As an applied file would. */
  function closes(app: string, slug: string): void {
    const database = new DatabaseSync(file);
    database.prepare('update entitlement set requestable = 0 where id = ?').run(stage.entitlement(`${app}/${slug}`).id);
    database.close();
  }

  async function reasonOf(id: RequestId): Promise<string | undefined> {
    const rows = await stage.house.store.audit.rowsAfter(0, 10_000);
    const row = rows.find(({ fact, subject }) => fact === 'request.cancelled' && subject === `request:${id}`);
    const { data, actor } = JSON.parse(row?.body ?? '{}') as { data?: { reason: string }; actor?: { id?: PersonId } };
    expect(actor).toEqual({ kind: 'system' });
    return data?.reason;
  }
});
