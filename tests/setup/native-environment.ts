import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '@jest/reporters';
import { guard } from './hang-guard.ts';

interface Given {
  readonly projectConfig: { readonly testEnvironmentOptions: Config.ProjectConfig['testEnvironmentOptions'] };
}

/** The world of a test file is the process it runs in. Another file comes after it: so it must close what it opened. */
class NativeEnvironment {
  readonly global = globalThis;
  readonly #console = globalThis.console;
  readonly #exit = process.exit;
  readonly #open = whatIsOpen();
  readonly #done: () => void;

  constructor({ projectConfig }: Given, { testPath }: { readonly testPath: string }) {
    this.#done = guard(testPath, Number(projectConfig.testEnvironmentOptions['fileSeconds']));
  }

  getVmContext(): null {
    return null;
  }

  async setup(): Promise<void> {}

  /** After the last `afterAll`, beside what failed before: that may be why something was not closed. */
  async handleTestEvent(
    { name }: { readonly name: string },
    file: { readonly unhandledErrors: unknown[] },
  ): Promise<void> {
    if (name !== 'run_finish') return;
    // What was closed goes in one of the next turns, what was killed a little later.
    for (let turn = 0; turn < 100 && this.#left().length > 0; turn++) await delay(10);
    const left = this.#left();
    if (left.length === 0) return;
    file.unhandledErrors.push(new Error(`Close in afterAll what you opened. This is left: ${left.join(', ')}.`));
  }

  async teardown(): Promise<void> {
    this.#done();
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }

  #left(): string[] {
    const open = whatIsOpen();
    return Object.keys(open).filter((what) => (open[what] ?? 0) > (this.#open[what] ?? 0));
  }
}

function whatIsOpen(): Record<string, number> {
  const open = process.getActiveResourcesInfo();
  const count = (kind: string) => open.filter((one) => one === kind).length;
  return { 'a server': count('TCPServerWrap'), 'a process': count('ProcessWrap') };
}

// Jest takes it from the default export only.
export default NativeEnvironment;
