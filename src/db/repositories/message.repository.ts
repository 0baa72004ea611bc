import type { Instant } from '../../domain/time.ts';
import type { Message, MessageStore, Progress, Turn } from '../../ports/message-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import type { MessageRow } from '../entities/telling.entity.ts';
import { fromJson, plain, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

const TOLD = 'told';

export function createMessageStore(database: Database, appendFacts: AppendFacts): MessageStore {
  return {
    about: async (subject) => (await tables.message.find(database.reader, { subject })).map(messageOf),

    begin: (message, abandonedBefore) =>
      database.transact(async (tx) => {
        const row = rowOf({ ...message, state: 'sending', place: undefined, shown: undefined });
        if (await tables.message.insertNew(tx, row, ['key'])) return 'first';
        return takeOver(tx, row, abandonedBefore);
      }),

    async settle(key, { place, ...outcome }) {
      const shown = 'shown' in outcome ? { shown: outcome.shown ?? null } : {};
      await database.transact((tx) => tables.message.set(tx, { key }, { ...outcome, ...shown, ...place }));
    },

    show: (key, was, is) =>
      database.transact(async (tx) => {
        const isMine = (await tables.message.update(tx, { key, shown: was ?? null }, { shown: is })) === 1;
        if (!isMine) await tables.message.set(tx, { key }, { shown: null });
        return isMine;
      }),

    async forget(key) {
      await database.transact((tx) => tables.message.remove(tx, { key, state: 'sending' }));
    },

    async progress() {
      const row = await tables.setting.first(database.reader, { key: TOLD });
      return row === undefined ? undefined : fromJson<Progress>(row.value);
    },

    async setProgress(progress) {
      await database.transact((tx) => tables.setting.upsert(tx, [{ key: TOLD, value: toJson(progress) }]));
    },

    async choicesOf(people) {
      const rows = await tables.noticeChoice.find(database.reader, { personId: { $in: people } });
      return new Map(rows.map(({ personId, choices }) => [personId, fromJson(choices)]));
    },

    choose: (personId, choices, facts) =>
      database.transact(async (tx) => {
        await tables.noticeChoice.upsert(tx, [{ personId, choices: toJson(choices) }]);
        await appendFacts(tx, facts);
      }),
  };
}

/** Of several who try, one does it: whoever finds it as it was. */
async function takeOver(tx: Transaction, row: ReturnType<typeof rowOf>, abandonedBefore: Instant): Promise<Turn> {
  const { key, at, triedAt, way, workspaceId, channel, ts, shown, state } = row;
  const before = await tables.message.first(tx, { key });
  if (before?.state === 'gone') {
    const anew = { state, at, triedAt, way, workspaceId, channel, ts, shown };
    return (await tables.message.update(tx, { key, state: 'gone' }, anew)) === 1 ? 'first' : 'theirs';
  }
  if (before?.state !== 'sending' || before.triedAt >= abandonedBefore) return 'theirs';
  const same = { key, state, triedAt: before.triedAt };
  return (await tables.message.update(tx, same, { triedAt, way })) === 1 ? 'again' : 'theirs';
}

function rowOf({ place, personId, shown, ...message }: Message) {
  const { workspaceId = null, channel = null, ts = null } = place ?? {};
  return { ...message, personId: personId ?? null, shown: shown ?? null, workspaceId, channel, ts };
}

function messageOf(row: Row<typeof MessageRow>): Message {
  const { workspaceId, channel, ts, ...message } = plain(row);
  const stands = workspaceId !== undefined && channel !== undefined && ts !== undefined;
  return { ...message, place: stands ? { workspaceId, channel, ts } : undefined };
}
