/** The text of each applied file; two kinds of entitlement may have one name in an app. */
export const statements: readonly string[] = [
  'alter table `policy_version` add column `text` text null',
  'drop index `entitlement_app_id_external_id_unique`',
  'create unique index `entitlement_app_id_kind_external_id_unique` on `entitlement` (`app_id`, `kind`, `external_id`)',
];
