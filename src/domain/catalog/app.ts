import type { AppId, PersonId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { LeaseLimits } from '../lease/limits.ts';
import type { Length } from '../time.ts';
import type { EntitlementKind } from './entitlement.ts';

export type Requestable = 'all' | 'listed' | 'none';

export interface ReasonSettings {
  readonly list: readonly { readonly code: string; readonly text: string }[];
  readonly freeText: 'required' | 'optional' | 'off';
}

export interface AppSettings {
  readonly requestable: { readonly [Kind in EntitlementKind]?: Requestable };
  readonly lease: LeaseLimits;
  readonly reason: ReasonSettings;
  readonly commentOnReject: boolean;
  /** Present: emergencies may be given at once for at most this long. */
  readonly breakGlass?: { readonly maximum: Length } | undefined;
  /** What people are told who give or take by hand. */
  readonly instructions?: string | undefined;
}

export interface App {
  readonly id: AppId;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly connector: string;
  /** What the connector needs; secrets are named here, never held. */
  readonly connectorConfig: { readonly [key: string]: Json };
  readonly settings: AppSettings;
  readonly ownerIds: readonly PersonId[];
  readonly frozen: boolean;
  readonly archived: boolean;
}
