import type { ProcessIdentity } from './process-identity.ts';

/** What a child tells its supervisor over their channel. */
export type ChildMessage =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'temporal-ready'; readonly temporal: ProcessIdentity };
