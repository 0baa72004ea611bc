import { z } from 'zod';

/** What is sent from Slack, as far as it is read here. All of it but who sent it is only what somebody claims. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Of a user, a workspace or a view. */
const short = z.string().regex(/^[\w.:-]{1,255}$/);
const chosen = z.object({ value: z.string().max(3000) });

const field = z.object({
  value: maybe(z.string().max(10_000)),
  selected_option: maybe(chosen),
  selected_options: maybe(z.array(chosen).max(1000)),
  selected_date_time: maybe(z.number()),
});

const view = z.object({
  id: short,
  hash: maybe(short),
  type: maybe(z.string()),
  callback_id: maybe(z.string()),
  private_metadata: maybe(z.string().max(3000)),
  blocks: maybe(z.array(z.looseObject({ type: z.string(), block_id: z.string().nullish() }))),
  state: maybe(z.object({ values: z.record(z.string(), z.record(z.string(), field)) })),
});

const sender = {
  user: z.object({ id: short, team_id: maybe(short) }),
  trigger_id: maybe(z.string()),
};

export const pressedSchema = z.object({
  ...sender,
  response_url: maybe(z.string()),
  view: maybe(view),
  actions: z.array(z.object({ ...field.shape, action_id: z.string(), action_ts: maybe(z.string()) })).min(1),
});

export const submittedSchema = z.object({ ...sender, view });

export const soughtSchema = z.object({
  ...sender,
  action_id: z.string(),
  block_id: maybe(z.string()),
  value: maybe(z.string().max(3000)),
  view: maybe(view),
});

export const commandSchema = z.object({
  team_id: short,
  user_id: short,
  channel_id: maybe(short),
  command: z.string(),
  text: z.string().max(4000).default(''),
  trigger_id: z.string(),
});

export const homeOpenedSchema = z.object({
  event: z.object({ user: short, tab: maybe(z.string()), view: maybe(view) }),
});

export type SentView = z.infer<typeof view>;
export type Pressed = z.infer<typeof pressedSchema>;
export type Submitted = z.infer<typeof submittedSchema>;
export type Sought = z.infer<typeof soughtSchema>;
export type Command = z.infer<typeof commandSchema>;
