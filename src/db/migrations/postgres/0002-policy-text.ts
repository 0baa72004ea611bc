/** The text of each applied file; two kinds of entitlement may have one name in an app. */
export const statements: readonly string[] = [
  'alter table "policy_version" add column "text" text null',
  'alter table "entitlement" drop constraint "entitlement_app_id_external_id_unique"',
  'alter table "entitlement" add constraint "entitlement_app_id_kind_external_id_unique" unique ("app_id", "kind", "external_id")',
];
