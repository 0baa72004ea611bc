import { appliedSchema, currentSchema, planSchema, simulatedSchema } from '../../http/schemas/policy.ts';
import { command, flag, text } from '../command.ts';
import { CSV_OPTIONS, type File, FILE, fileIn } from '../input/file.ts';
import { present } from '../input/present.ts';
import { isNothing, type Plan, planLines, summaryOf } from '../output/plan-lines.ts';
import { table } from '../output/table.ts';
import { leftAlone, misused, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';

const { people, apps, entitlements } = CSV_OPTIONS;
const TABLES = { people, apps, entitlements };

export const policy = command({
  name: 'policy',
  summary: 'The organisation as a file that would change nothing, to begin with',
  args: {},
  options: {},
  examples: ['leasehold policy > leasehold.yaml'],
  async run(shell) {
    const current = await shell.api.read(currentSchema, '/policy');
    if (!current.ok) return current;
    const { text: json, value } = current.value;
    if (shell.isForMachine) return ok({ lines: [], json });
    // Byte for byte: it is a file.
    await shell.pour((JSON.parse(json) as { yaml: string }).yaml);
    return ok({ lines: [], notes: [`Version ${value.version}, applied by ${value.appliedBy}.`], json });
  },
});

export const plan = command({
  name: 'plan',
  summary: 'What a file would change in the organisation, in words',
  args: FILE,
  options: TABLES,
  examples: ['leasehold plan leasehold.yaml', 'leasehold plan --people people.csv'],
  async run(shell, given) {
    const file = await fileIn(shell, given);
    if (!file.ok) return file;
    const planned = await planOf(shell, file.value);
    if (!planned.ok) return planned;
    return ok({ lines: planLines(planned.value.value, shell.view()), json: planned.value.text });
  },
});

function planOf({ api }: Shell, file: File) {
  return api.write(planSchema, '/policy/plan', file);
}

export const apply = command({
  name: 'apply',
  summary: 'Make the organisation what a file says, as it was planned',
  args: FILE,
  options: {
    ...{ ...TABLES, yes: flag('do not ask') },
    on: text('NUMBER', 'apply a plan that was read before: its version'),
    hash: text('HASH', 'and its hash, so that nothing else is done'),
  },
  examples: ['leasehold apply leasehold.yaml', 'leasehold apply leasehold.yaml --on 4 --hash 9f2c…'],
  async run(shell, { yes, on, hash, ...given }) {
    const file = await fileIn(shell, given);
    if (!file.ok) return file;
    const agreed = on === undefined ? await agreedPlan(shell, file.value, yes) : planGiven(on, hash);
    if (!agreed.ok) return agreed;
    const body = { ...file.value, ...agreed.value };
    const applied = await shell.api.write(appliedSchema, '/policy/apply', body);
    if (!applied.ok) return applied;
    const { value, text: json } = applied.value;
    const left = value.notOffboarded.map(({ email, why }) => `Not offboarded: ${email}: ${why}`);
    return ok({ lines: [`Version ${value.version} is in force. ${summaryOf(value)}`, ...left], json });
  },
});

type Agreed = Pick<Plan, 'version'> & { readonly hash?: string };

function planGiven(typed: string, hash: string | undefined): Result<Agreed> {
  const version = Number(typed);
  if (!Number.isSafeInteger(version)) return misused(`--on is a number, not "${typed}".`);
  return ok({ version, ...present({ hash }) });
}

async function agreedPlan(shell: Shell, file: File, yes: boolean): Promise<Result<Agreed>> {
  if (!yes && shell.prompts === undefined)
    return misused('Nobody can be asked here: say --yes, or --on and --hash of the plan that was read.');
  const planned = await planOf(shell, file);
  if (!planned.ok) return planned;
  const { value } = planned.value;
  shell.tell(planLines(value, shell.view()));
  const isAgreed = yes || isNothing(value) || (await shell.prompts?.confirm('Apply this?')) === true;
  return isAgreed ? ok({ version: value.version, hash: value.hash }) : leftAlone();
}

export const simulate = command({
  name: 'simulate',
  summary: 'Which of the last requests a file would decide otherwise',
  args: FILE,
  options: { ...TABLES, last: text('COUNT', 'how many requests to look at; 100 unless given') },
  examples: ['leasehold simulate leasehold.yaml --last 500'],
  async run(shell, { last, ...given }) {
    const file = await fileIn(shell, given);
    if (!file.ok) return file;
    const body = { ...file.value, ...present({ last: last === undefined ? undefined : Number(last) }) };
    const simulated = await shell.api.write(simulatedSchema, '/policy/simulate', body);
    if (!simulated.ok) return simulated;
    const { sentence, changed } = simulated.value.value;
    const rows = changed.map(({ id, requester, app, before, after }) => [id, requester, app, before, after]);
    const lines = rows.length === 0 ? [] : table(['request', 'who', 'app', 'before', 'after'], rows);
    return ok({ lines: [...lines, sentence], json: simulated.value.text });
  },
});
