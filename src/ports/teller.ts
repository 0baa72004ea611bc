/**
 * Has it looked at, soon and durably, who ought to be told about these: `request:REQ-…`, `task:tsk_…`. What stands in the
 * record is followed without being asked to; this is for what changes and is no fact, such as who is looking.
 */
export interface Teller {
  tell(subjects: readonly string[]): Promise<void>;
}
