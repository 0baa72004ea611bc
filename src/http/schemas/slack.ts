import { z } from '@hono/zod-openapi';

const channel = z.object({ id: z.string(), name: z.string() }).nullable();

export const workspacesSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string().openapi({ example: 'T024BE7LD' }),
        name: z.string(),
        installedAt: z.string(),
        installedBy: z.string().nullable().openapi({ description: 'Id of the person' }),
        alertChannel: channel,
        reviewChannel: channel,
        missingScopes: z.array(z.string()).openapi({ description: 'Not allowed when it was added, and needed by now' }),
      }),
    ),
  })
  .openapi('SlackWorkspaces');
