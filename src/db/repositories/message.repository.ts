import type { Message, MessageStore } from '../../ports/message-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database } from '../database.ts';
import type { MessageRow } from '../entities/telling.entity.ts';
import { fromJson, plain, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';

const TOLD_UP_TO = 'told_up_to';

export function createMessageStore(database: Database, appendFacts: AppendFacts): MessageStore {
  return {
    about: async (subject) => (await tables.message.find(database.em(), { subject })).map(messageOf),

    begin: (message) =>
      database.transact(async (em) => messageOf(await tables.message.findOrInsert(em, rowOf(message), ['key']))),

    async settle(key, { place, ...outcome }) {
      await database.transact((em) => tables.message.update(em, { key }, { ...outcome, ...place }));
    },

    async toldUpTo() {
      const row = await tables.setting.first(database.em(), { key: TOLD_UP_TO });
      return row === undefined ? undefined : Number(row.value);
    },

    async setToldUpTo(index) {
      await database.transact((em) => tables.setting.upsert(em, [{ key: TOLD_UP_TO, value: String(index) }]));
    },

    async choicesOf(people) {
      const rows = await tables.noticeChoice.find(database.em(), { personId: { $in: people } });
      return new Map(rows.map(({ personId, choices }) => [personId, fromJson(choices)]));
    },

    choose: (personId, choices, facts) =>
      database.transact(async (em) => {
        await tables.noticeChoice.upsert(em, [{ personId, choices: toJson(choices) }]);
        await appendFacts(em, facts);
      }),
  };
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
