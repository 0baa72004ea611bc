/** Whose a request is stands with those who see it; people are found by name in the lists. */
export const statements: readonly string[] = [
  'alter table `request_viewer` add column `own` boolean not null default false',
  'update `request_viewer` set `own` = true where exists (select 1 from `request` where `request`.`id` = `request_viewer`.`request_id` and `request_viewer`.`person_id` in (`request`.`requester_id`, `request`.`beneficiary_id`))',
  'create index `request_viewer_person_id_own_created_at_request_id_index` on `request_viewer` (`person_id`, `own`, `created_at`, `request_id`)',
  'create index `request_requester_id_created_at_id_index` on `request` (`requester_id`, `created_at`, `id`)',
  'create index `request_beneficiary_id_created_at_id_index` on `request` (`beneficiary_id`, `created_at`, `id`)',
];
