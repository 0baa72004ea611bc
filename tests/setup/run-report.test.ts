import { describe, expect, it } from '@jest/globals';
import { closingLines, type RunReport, reportOf, type SuiteOutcome } from './run-report.ts';
import { titleOfSkip } from './skip-marker.ts';

const lenient = { skipsFail: false };

function aSuite(statuses: Record<string, string>, more: Partial<SuiteOutcome> = {}): SuiteOutcome {
  return {
    testFilePath: 'tests/a.test.ts',
    perfStats: { runtime: 1234 },
    testResults: Object.entries(statuses).map(([fullName, status]) => ({ fullName, status })),
    ...more,
  };
}

function closingOf(suites: SuiteOutcome[], options = lenient, namePattern?: string) {
  const { lines, ok } = closingLines(reportOf(suites, namePattern), options);
  return { last: lines.at(-1), lines, ok };
}

describe('the end of a run', () => {
  it('when all passed, then the last line has the two counts and nothing else', () => {
    expect(closingOf([aSuite({ a: 'passed', b: 'passed' })])).toMatchObject({ last: '2 passed, 0 failed', ok: true });
  });

  it('when one failed, then the run failed', () => {
    expect(closingOf([aSuite({ a: 'passed', b: 'failed' }, { failureMessage: 'b broke' })])).toMatchObject({
      last: '1 passed, 1 failed',
      ok: false,
    });
  });

  it('when a file could not be loaded, then that counts as one failed', () => {
    const broken = aSuite({}, { failureMessage: 'no such module', testExecError: new Error('no such module') });
    expect(closingOf([aSuite({ a: 'passed' }), broken])).toMatchObject({ last: '1 passed, 1 failed', ok: false });
  });

  it('when tests were skipped, then their names and reasons stand above the counts', () => {
    const skipped = closingOf([aSuite({ a: 'passed', [`${titleOfSkip('ldap', 'needs slapd')} gives`]: 'pending' })]);
    expect(skipped).toMatchObject({ last: '1 passed, 0 failed, 1 skipped', ok: true });
    expect(skipped.lines).toContain('skipped: ldap gives (needs slapd)');
  });

  it('when nothing may be skipped, then a skip counts as failed', () => {
    const suites = [aSuite({ a: 'passed', [titleOfSkip('b', 'needs slapd')]: 'pending' })];
    expect(closingOf(suites, { skipsFail: true })).toMatchObject({ last: '1 passed, 1 failed', ok: false });
  });

  it('when a skip gives no reason, then it is named all the same', () => {
    expect(closingOf([aSuite({ a: 'passed', b: 'pending' })]).lines).toContain('skipped: b (no reason given)');
  });

  it('when a name was asked for, then tests of other names are no skips', () => {
    const suites = [aSuite({ wanted: 'passed', other: 'pending', [titleOfSkip('far', 'needs slapd')]: 'pending' })];
    expect(closingOf(suites, lenient, 'wanted')).toMatchObject({ last: '1 passed, 0 failed', ok: true });
  });

  it.each<[string, RunReport | undefined]>([
    ['no report came', undefined],
    ['no test was found', { passed: 0, failed: 0, skipped: [], slowest: [] }],
    ['all were skipped', { passed: 0, failed: 0, skipped: [{ name: 'a', reason: 'b' }], slowest: [] }],
  ])('when %s, then the run failed', (_what, report) => {
    const { lines, ok } = closingLines(report, lenient);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toMatch(/^0 passed, 1 failed/);
  });
});
