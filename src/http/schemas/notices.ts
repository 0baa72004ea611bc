import { z } from '@hono/zod-openapi';
import { NOTICES, WAY_NAMES } from '../../domain/telling/choices.ts';

const way = z.enum([...WAY_NAMES, 'none']);

const each = Object.fromEntries(NOTICES.map((notice) => [notice, way])) as Record<(typeof NOTICES)[number], typeof way>;

export const noticesSchema = z
  .object({
    choices: z.object(each),
    slack: z
      .object({ workspace: z.string(), user: z.string() })
      .nullable()
      .openapi({ description: 'Null: not known in Slack so far' }),
    mail: z.string().nullable().openapi({ description: 'Where mail goes; null: there is no mail' }),
  })
  .openapi('Notifications', { description: 'What somebody is told of, and where they are reached now' });

export const noticesWishSchema = z
  .strictObject({
    choices: z
      .strictObject(each)
      .partial()
      .openapi({ description: 'Where the one chosen does not reach them, the other does; `none` is silence' }),
  })
  .openapi('NotificationsWish');

export const waysSchema = z
  .object({ items: z.array(z.object({ name: z.string().openapi({ example: 'slack' }), reachable: z.boolean() })) })
  .openapi('Ways', {
    description: 'How people are told what happens, as far as it is set up; `telling`: whether anybody tells them',
  });
