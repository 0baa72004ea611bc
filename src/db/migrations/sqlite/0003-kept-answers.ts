/** What calls with a key came to; lists that cost the same however far down. */
export const statements: readonly string[] = [
  'create table `kept_answer` (`key` text not null primary key, `body_hash` text not null, `answer` text null, `at` bigint not null)',
  'create index `kept_answer_at_index` on `kept_answer` (`at`)',
  'create index `audit_at_index_index` on `audit` (`at`, `index`)',
  'create index `person_name_id_index` on `person` (`name`, `id`)',
  'drop index `request_viewer_person_id_may_act_index`',
  'drop index `request_viewer_person_id_tab_created_at_index`',
  'create index `request_viewer_person_id_created_at_request_id_index` on `request_viewer` (`person_id`, `created_at`, `request_id`)',
  'create index `request_viewer_person_id_tab_created_at_request_id_index` on `request_viewer` (`person_id`, `tab`, `created_at`, `request_id`)',
  'create index `request_viewer_person_id_may_act_created_at_request_id_index` on `request_viewer` (`person_id`, `may_act`, `created_at`, `request_id`)',
  'create index `token_person_id_index` on `token` (`person_id`)',
];
