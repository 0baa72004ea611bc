import { z } from 'zod';
import type { LeaseLimits } from '../../domain/lease/limits.ts';
import { roughDays } from '../length.ts';
import { length, thing } from './basics.schema.ts';

export const leaseLimits = thing('a lease', {
  maximum: length.optional(),
  hard_maximum: length.optional(),
  over_maximum: z.enum(['cap', 'flag']).optional(),
  extension_limit: length.optional(),
})
  .transform(
    (limits): LeaseLimits => ({
      maximum: limits.maximum,
      hardMaximum: limits.hard_maximum,
      overMaximum: limits.over_maximum,
      extensionLimit: limits.extension_limit,
    }),
  )
  .superRefine((limits, context) => {
    const { maximum, hardMaximum } = limits;
    if (maximum === undefined || hardMaximum === undefined || roughDays(hardMaximum) >= roughDays(maximum)) return;
    const message = `must not be shorter than "maximum" (${maximum})`;
    context.addIssue({ code: 'custom', message, path: ['hard_maximum'] });
  });

export const noLimits: LeaseLimits = {
  maximum: undefined,
  hardMaximum: undefined,
  overMaximum: undefined,
  extensionLimit: undefined,
};
