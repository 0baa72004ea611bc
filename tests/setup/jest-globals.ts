import type * as jestGlobals from '@jest/globals';

/** What Jest makes for a test file. */
export type Globals = Omit<typeof jestGlobals, 'jest'>;

// What `@jest/globals` is under native-runtime.ts. Who imports a name sees what it stands for now: modules stay loaded from file
// to file, and what they call must belong to the file that is running.
export let describe: Globals['describe'];
export let it: Globals['it'];
export let test: Globals['test'];
export let expect: Globals['expect'];
export let beforeAll: Globals['beforeAll'];
export let beforeEach: Globals['beforeEach'];
export let afterAll: Globals['afterAll'];
export let afterEach: Globals['afterEach'];

export function giveGlobals(given: Globals): void {
  ({ describe, it, test, expect, beforeAll, beforeEach, afterAll, afterEach } = given);
}
