/** A list of what is in one state costs the same however many there are. */
export const statements: readonly string[] = [
  'create index "request_state_created_at_id_index" on "request" ("state", "created_at", "id")',
];
