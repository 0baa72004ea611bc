/** Who people are to the provider they sign in with, and how fresh a sign-in is. */
export const statements: readonly string[] = [
  'create table `identity` (`issuer` text not null, `subject` text not null, `person_id` text not null, `bound_at` bigint not null, primary key (`issuer`, `subject`))',
  'create index `identity_person_id_index` on `identity` (`person_id`)',
  'alter table `session` add column `proven_at` bigint null',
  "alter table `session` add column `roles` text not null default '[]'",
];
