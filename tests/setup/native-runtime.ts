import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Globals, giveGlobals } from './jest-globals.ts';

const require = createRequire(import.meta.url);
const globalsOfTests = new URL('./jest-globals.ts', import.meta.url).href;

(require('../../src/jsx-hook.mjs') as { registerJsx(): void }).registerJsx();
registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@jest/globals' ? globalsOfTests : specifier, context),
});

/**
 * Loads a test file as Node loads the product, where Jest's own runtime makes a new world for each (docs/adr/0011).
 * These are the members of Jest's runtime that its runner and jest-circus call.
 */
class NativeRuntime {
  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  unstable_importModule(file: string): Promise<unknown> {
    return import(pathToFileURL(file).href);
  }

  /** Only what jest-circus is made of, which holds the tests of one file: a new one for each. */
  requireInternalModule(file: string): unknown {
    delete require.cache[file];
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
    return require(file);
  }

  /** For set-up files of Jest's, of which there are none. */
  requireModule(file: string): unknown {
    return require(file);
  }

  setGlobalsForRuntime(globals: Globals): void {
    giveGlobals(globals);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy(): undefined {}
  enterTestCode(): void {}
  leaveTestCode(): void {}
  teardown(): void {}
}

// Jest takes it from the default export only.
export default NativeRuntime;
