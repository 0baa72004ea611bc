/** A reason to stop that is told as it stands: what happened, what was kept, what to do. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
