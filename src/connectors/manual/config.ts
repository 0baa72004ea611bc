import { z } from 'zod';
import { handConfig } from '../hand-config.ts';

/** `connector_config` of an app whose connector is `manual`. All of it may be left out. */
export const manualConfig = z.strictObject(handConfig, {
  error: ({ code }) => (code === 'unrecognized_keys' ? 'knows assignees and due_days only' : undefined),
});
