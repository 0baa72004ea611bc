import { createRequire } from 'node:module';
import type { Test } from '@jest/reporters';

// Its types do not say that Node finds the class under `default`.
const sequencer = createRequire(import.meta.url)('@jest/test-sequencer') as typeof import('@jest/test-sequencer');

/** These start whole installations, kill processes or drive browsers: they keep both cores busy, where other tests wait. */
const HEAVY = /\/tests\/(?:chaos|supervisor|console|browser)\//;

/**
 * Jest's order is by what files took the last time; without a last time it knows only their size. Heavy ones are spread over
 * it, from the first one on: several of them at once would be in each other's way, and one as the last would be waited for.
 */
class OrderOfFiles extends sequencer.default {
  override async sort(tests: Test[]): Promise<Test[]> {
    const { heavy = [], light = [] } = Object.groupBy(await super.sort(tests), isHeavy);
    const between = Math.ceil(light.length / Math.max(heavy.length, 1));
    const spread = heavy.flatMap((file, at) => [file, ...light.slice(at * between, (at + 1) * between)]);
    return heavy.length === 0 ? light : spread;
  }
}

const isHeavy = ({ path }: Test): 'heavy' | 'light' => (HEAVY.test(path) ? 'heavy' : 'light');

// Jest takes it from the default export only.
export default OrderOfFiles;
