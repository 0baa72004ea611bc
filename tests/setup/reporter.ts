import { relative } from 'node:path';
import type { AggregatedResult, ReporterContext, TestResult } from '@jest/reporters';
import { type RunReport, reportOf } from './run-report.ts';

/** One line a file, failures and console output in full; the counts go to the runner, which prints them last. */
class RunReporter {
  readonly #namePattern: string | undefined;
  readonly #root: string;

  constructor(
    config: { readonly rootDir: string; readonly testNamePattern?: string | undefined },
    _options?: unknown,
    _context?: ReporterContext,
  ) {
    this.#root = config.rootDir;
    this.#namePattern = config.testNamePattern;
  }

  onTestResult(_test: unknown, result: TestResult): void {
    const lines = linesOf(result, relative(this.#root, result.testFilePath));
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    process.send?.(this.#reportOf(results));
  }

  #reportOf(results: AggregatedResult): RunReport {
    return reportOf(
      results.testResults.map((suite) => ({ ...suite, testFilePath: relative(this.#root, suite.testFilePath) })),
      this.#namePattern,
    );
  }
}

function linesOf(result: TestResult, file: string): string[] {
  const failed = Boolean(result.failureMessage);
  const ran = result.testResults.filter((test) => test.status === 'passed' || test.status === 'failed').length;
  if (!failed && ran === 0) return [];
  const seconds = (result.perfStats.runtime / 1000).toFixed(1);
  const said = (result.console ?? []).map((entry) => entry.message.replaceAll(/^/gm, '    '));
  return [
    `${failed ? 'FAIL' : ' ok '} ${file} (${ran} tests, ${seconds} s)`,
    ...said,
    ...(failed ? [result.failureMessage ?? ''] : []),
  ];
}

// Jest takes a reporter from the default export only.
export default RunReporter;
