import { expect, it } from '@jest/globals';
import { RequestChangeRow, RequestRow, RequestViewerRow } from '../../src/db/entities/request.entity.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Level } from '../../src/domain/request/request.ts';
import { aChange, aFact, anId, aRequest } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { statementsOf } from './statements-of.ts';

onEachDatabase('recording a request', (open) => {
  it('when a snapshot is written, then it reads back exactly, with its facts', async () => {
    const { store } = await open();
    const request = aRequest({ reason: 'snow ☃ \u{1F600} "quoted"', endsAt: 1_767_614_400_123 });
    await expect(store.requests.record(request, [aFact(), aFact()])).resolves.toBe('written');
    expect(await store.requests.byId(request.id)).toEqual(JSON.parse(JSON.stringify(request)));
    expect(await store.requests.some([request.id, anId('request')])).toHaveLength(1);
    expect((await store.audit.head()).index).toBe(2);
  });

  it('when the same version with the same content comes again, then nothing is written', async () => {
    const { store } = await open();
    const request = aRequest();
    await store.requests.record(request, [aFact()]);
    await expect(store.requests.record(request, [aFact()])).resolves.toBe('already_written');
    expect((await store.audit.head()).index).toBe(1);
  });

  it('when the same version comes with other content, then it is refused and the stored one kept', async () => {
    const { store } = await open();
    const request = aRequest();
    await store.requests.record(request, [aFact()]);
    const other = { ...request, reason: 'another' };
    await expect(store.requests.record(other, [aFact()])).rejects.toThrow(
      `${request.id} has two different snapshots of version 1. The stored one was kept.`,
    );
    expect((await store.requests.byId(request.id))?.reason).toBe(request.reason);
    expect((await store.audit.head()).index).toBe(1);
  });

  it('when an older version comes late, then the newer one stays', async () => {
    const { store } = await open();
    const request = aRequest();
    await store.requests.record({ ...request, version: 2, reason: 'newer' }, []);
    await expect(store.requests.record(request, [aFact()])).resolves.toBe('newer_is_stored');
    expect((await store.requests.byId(request.id))?.reason).toBe('newer');
    expect((await store.audit.head()).index).toBe(0);
  });

  it('when many writers race for one version, then one writes and the others are told', async () => {
    const { store } = await open();
    const request = aRequest();
    await store.requests.record(request, []);
    const next = { ...request, version: 2 };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.requests.record(next, [aFact()])));
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect((await store.audit.head()).index).toBe(1);
  });

  it('when many writers race to be the first, then none fails', async () => {
    const { store } = await open();
    const request = aRequest();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.requests.record(request, [aFact()])));
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect((await store.audit.head()).index).toBe(1);
  });

  it('when it is written, then the columns for lists say what the snapshot says', async () => {
    const { store, database } = await open();
    const approver = anId('person');
    const level: Level = {
      mode: { kind: 'any' },
      state: 'open',
      distinct: true,
      approvers: [{ personId: approver, because: 'app owner' }],
      decisions: [],
    };
    const request = aRequest({ levels: [level], changes: [aChange({ id: 'c1' }), aChange({ id: 'c2' })] });
    await store.requests.record(request, []);
    expect(await database.orm.em.fork().findOne(RequestRow, request.id)).toMatchObject({
      state: 'pending_approval',
      tab: 'open',
    });
    expect(await database.orm.em.fork().count(RequestChangeRow, { request: request.id })).toBe(2);
    expect(
      await database.orm.em.fork().find(RequestViewerRow, { request: request.id }, { orderBy: { mayAct: 1 } }),
    ).toMatchObject([
      { personId: request.requesterId, mayAct: false, tab: 'open' },
      { personId: approver, mayAct: true, tab: 'open' },
    ]);
    await store.requests.record({ ...request, version: 2, closing: 'cancelled', decision: 'rejected' }, []);
    expect(await database.orm.em.fork().count(RequestViewerRow, { mayAct: true })).toBe(0);
  });

  it('when the next snapshot differs in one change, then that one row is written, and no other', async () => {
    const opened = await open();
    const { store, database } = opened;
    const [one, other] = [aChange({ id: 'c1', state: 'giving' }), aChange({ id: 'c2', state: 'giving' })];
    const request = aRequest({ decision: 'approved', changes: [one, other] });
    await store.requests.record(request, []);
    const given = { ...request, version: 2, changes: [one, { ...other, state: 'taking' as const }] };
    const writes = (await statementsOf(() => store.requests.record(given, []))).filter((text) =>
      /^(insert|update|delete)/.test(text),
    );
    expect(writes.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'update "request" set',
      'insert into "request_change"',
    ]);
    const rows = await database.orm.em
      .fork()
      .find(RequestChangeRow, { request: request.id }, { orderBy: { changeId: 'asc' } });
    expect(rows.map(({ state }) => state)).toEqual(['giving', 'taking']);
  });

  it('when somebody is asked no more, then the request is not on their list any more', async () => {
    const { store } = await open();
    const [early, late] = [anId('person'), anId('person')];
    const level = (personId: PersonId): Level => ({
      ...{ mode: { kind: 'any' }, state: 'open', distinct: true, decisions: [] },
      approvers: [{ personId, because: 'app owner' }],
    });
    const request = aRequest({ levels: [level(early)] });
    await store.requests.record(request, []);
    await store.requests.record({ ...request, version: 2, levels: [level(late)] }, []);
    const listed = (viewer: PersonId) => store.requests.page({ viewer, tab: undefined, after: undefined, limit: 9 });
    expect([(await listed(early)).length, (await listed(late)).length]).toEqual([0, 1]);
  });
});
