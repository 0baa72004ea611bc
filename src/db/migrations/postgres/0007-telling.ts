/** Slack's workspaces, and what people were shown where. */
export const statements: readonly string[] = [
  'create table "workspace" ("id" text not null primary key, "name" text not null, "bot_user_id" text not null, "sealed_token" text null, "scopes" text not null, "alert_channel" text null, "review_channel" text null, "installed_by" text null, "installed_at" bigint not null, "ended_at" bigint null)',
  'create table "message" ("key" text not null primary key, "subject" text not null, "person_id" text null, "way" text not null, "state" text not null, "workspace_id" text null, "channel" text null, "ts" text null, "shown" text null, "at" bigint not null, "tried_at" bigint not null)',
  'create index "message_subject_index" on "message" ("subject")',
  'create table "notice_choice" ("person_id" text not null primary key, "choices" text not null)',
  'create table "looking" ("request_id" text not null primary key, "person_id" text not null, "since" bigint not null)',
  'create table "decision_link" ("hash" text not null primary key, "person_id" text not null, "request_id" text not null, "comment" text null, "lease" text null, "click_id" text not null, "expires_at" bigint not null, "used_at" bigint null)',
  'create index "decision_link_expires_at_index" on "decision_link" ("expires_at")',
  'create table "draft" ("id" text not null primary key, "person_id" text not null, "typed" text not null, "expires_at" bigint not null)',
  'create index "draft_expires_at_index" on "draft" ("expires_at")',
  'create table "heard_event" ("id" text not null primary key, "at" bigint not null)',
  'create index "heard_event_at_index" on "heard_event" ("at")',
];
