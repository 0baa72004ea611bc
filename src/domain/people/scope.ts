/** What a token may be used for. Rights are always those of its owner as well: a scope only narrows. */
export const SCOPES = ['read', 'request', 'decide', 'admin', 'audit'] as const;
export type Scope = (typeof SCOPES)[number];
