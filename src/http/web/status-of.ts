import type { Problem } from '../../domain/errors.ts';
import { problems } from '../problems.ts';

/** Of a page that shows what was refused, or that shows what there is. */
export function statusOf(problem: Problem | undefined) {
  return problem === undefined ? 200 : problems[problem.code][0];
}
