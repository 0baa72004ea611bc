import { frozenSchema } from '../../http/schemas/switches.ts';
import { command, maybe } from '../command.ts';
import { present } from '../input/present.ts';
import { ok } from '../result.ts';

const APP = { app: maybe('id or slug; all of them unless given') };

function switching(name: 'freeze' | 'unfreeze', summary: string) {
  return command({
    ...{ name, summary, args: APP, options: {}, examples: [`leasehold ${name} aws`, `leasehold ${name}`] },
    async run({ api }, { app }) {
      const set = await api.write(frozenSchema, `/${name}`, present({ app }));
      if (!set.ok) return set;
      const { app: slug, frozen } = set.value.value;
      const where = slug ?? 'all apps';
      const line = frozen
        ? `Nothing is given in ${where} now; takings go on.`
        : `What waits in ${where} is given again.`;
      return ok({ lines: [line], json: set.value.text });
    },
  });
}

export const freeze = switching('freeze', 'Give nothing for now, in one app or in all; takings go on');
export const unfreeze = switching('unfreeze', 'Give again; what waits is given');
