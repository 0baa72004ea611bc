import { nameOfSkip, reasonOfSkip } from './skip-marker.ts';

/** What Jest knows of one test file, as far as the counts need it. */
export interface SuiteOutcome {
  readonly testFilePath: string;
  readonly failureMessage?: string | null | undefined;
  readonly testExecError?: unknown;
  readonly perfStats: { readonly runtime: number };
  readonly testResults: readonly { readonly fullName: string; readonly status: string }[];
}

export interface RunReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly slowest: readonly { readonly file: string; readonly ms: number }[];
}

export function reportOf(suites: readonly SuiteOutcome[], namePattern: string | undefined): RunReport {
  const tests = suites.flatMap((suite) => suite.testResults);
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  return {
    passed: count('passed'),
    // A file that could not be loaded, or broke outside its tests, has no failing test to show for it.
    failed: count('failed') + suites.filter(brokeOutsideTests).length,
    skipped: skipsOf(
      tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName),
      namePattern,
    ),
    slowest: suites
      .filter((suite) => suite.testResults.some(wasRun))
      .map((suite) => ({ file: suite.testFilePath, ms: suite.perfStats.runtime }))
      .sort((a, b) => b.ms - a.ms)
      .slice(0, 5),
  };
}

export function closingLines(
  report: RunReport | undefined,
  { skipsFail }: { readonly skipsFail: boolean },
): { readonly lines: readonly string[]; readonly ok: boolean } {
  if (report === undefined || report.passed + report.failed + report.skipped.length === 0)
    return {
      lines: ['', 'No test was run: that is a failure.', lastLine({ passed: 0, failed: 1, skipped: 0 })],
      ok: false,
    };
  const skips = report.skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`);
  const slow = report.slowest.map(({ file, ms }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);
  const failed = report.failed + (skipsFail ? report.skipped.length : 0);
  const nothingRun = report.passed + report.failed === 0;
  const counts = { passed: report.passed, failed: nothingRun ? Math.max(1, failed) : failed, skipped: 0 };
  if (!skipsFail) counts.skipped = report.skipped.length;
  const why = skipsFail && skips.length > 0 ? ['A skipped test counts as failed here (LEASEHOLD_NO_SKIP=1).'] : [];
  return { lines: ['', 'Slowest files:', ...slow, ...skips, ...why, lastLine(counts)], ok: counts.failed === 0 };
}

function lastLine(counts: { passed: number; failed: number; skipped: number }): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}

function brokeOutsideTests(suite: SuiteOutcome): boolean {
  if (suite.testExecError !== undefined && suite.testExecError !== null) return true;
  return Boolean(suite.failureMessage) && !suite.testResults.some((test) => test.status === 'failed');
}

/** With `-t` Jest reports every test it was not asked for as pending: those are no skips. */
function skipsOf(titles: readonly string[], namePattern: string | undefined): RunReport['skipped'] {
  const asked = namePattern === undefined ? undefined : new RegExp(namePattern, 'i');
  return titles
    .filter((title) => asked === undefined || (reasonOfSkip(title) !== undefined && asked.test(title)))
    .map((title) => ({ name: nameOfSkip(title), reason: reasonOfSkip(title) ?? 'no reason given' }));
}

function wasRun(test: { readonly status: string }): boolean {
  return test.status === 'passed' || test.status === 'failed';
}
