import { describe } from '@jest/globals';
import { titleOfSkip } from '../setup/skip-marker.ts';

/**
 * `describe`, unless there is a reason against it; then the tests are skipped by name, and the run ends with names and reason.
 * `describeUnless(await whyNoTemporal(), 'a lease', () => …)`
 */
export function describeUnless(reason: string | undefined, name: string, tests: () => void): void {
  const { skip: describeSkipped } = describe; // taken here: it is another one for each file
  if (reason === undefined) describe(name, tests);
  else describeSkipped(titleOfSkip(name, reason), tests);
}
