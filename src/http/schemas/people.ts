import { z } from '@hono/zod-openapi';
import { afterNamed, limit, search } from './pages.ts';
import { instant, name } from './text.ts';

export const peopleQuery = z.object({
  search,
  status: z.enum(['active', 'offboarded']).optional(),
  department: name.optional(),
  title: name.optional(),
  manager: name.optional().openapi({ description: 'Id or e-mail: those who report to them' }),
  limit,
  after: afterNamed('person').optional(),
});

export const delegationSchema = z
  .object({
    id: z.string().openapi({ example: 'del_7K3F9QAB2M' }),
    from: z.string().openapi({ description: 'Id of the person who is stood for' }),
    to: z.string().openapi({ description: 'Id of the person who stands for them' }),
    startsAt: z.string(),
    endsAt: z.string(),
  })
  .openapi('Delegation');

export const delegationsSchema = z
  .object({ from: z.array(delegationSchema), to: z.array(delegationSchema) })
  .openapi('Delegations', { description: 'Who stands for this person, and for whom this person does' });

export const delegationWishSchema = z
  .strictObject({ to: name.openapi({ description: 'Id or e-mail' }), startsAt: instant.optional(), endsAt: instant })
  .openapi('DelegationWish');

export const outOfOfficeSchema = z
  .strictObject({ until: instant.nullable().openapi({ description: 'Null: here again' }) })
  .openapi('OutOfOffice');

export const doneSchema = z.object({ done: z.literal(true) }).openapi('Done');
