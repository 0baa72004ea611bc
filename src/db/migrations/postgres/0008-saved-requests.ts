/** What people ask for now and then. */
export const statements: readonly string[] = [
  'create table "saved_request" ("person_id" text not null, "name" text not null, "typed" text not null, "saved_at" bigint not null, primary key ("person_id", "name"))',
];
