// `npm run bench -- lease|list|slack [--json] [--quick] [--row NAME] [--database sqlite|postgres] [--profile FOLDER]`
import { parseArgs } from 'node:util';
import { runLease } from './lease/suite.ts';
import { runList } from './list/suite.ts';
import { runSlack } from './slack/suite.ts';
import type { BenchOptions, DatabaseKind } from './support/options.ts';
import { printReport } from './support/table.ts';

const suites = { lease: runLease, list: runList, slack: runSlack };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    row: { type: 'string' },
    database: { type: 'string' },
    profile: { type: 'string' },
  },
});
const [name = 'lease'] = positionals;
if (!(name in suites)) fail(`There is no suite ${name}; there is ${Object.keys(suites).join(', ')}.`);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort(signal));

try {
  const report = await suites[name as keyof typeof suites](optionsFrom());
  printReport(report, values.json);
  process.exit(report.broken.length === 0 ? 0 : 1);
} catch (error) {
  console.error(stopping.signal.aborted ? 'Stopped.' : error);
  process.exit(1);
}

function optionsFrom(): BenchOptions {
  const { quick, row, database, profile } = values;
  if (database !== undefined && database !== 'sqlite' && database !== 'postgres')
    fail(`--database is sqlite or postgres, not ${database}.`);
  const databases: readonly DatabaseKind[] = database === undefined ? ['sqlite', 'postgres'] : [database];
  // With --json the lines on standard output are for a program.
  const say = values.json ? console.error : console.log;
  return { quick, row, databases, profile, say, signal: stopping.signal };
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
