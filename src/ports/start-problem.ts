/** Why the product cannot start: one sentence for the person at the console, without a stack trace. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
