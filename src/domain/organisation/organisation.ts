import type { AppSettings } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { Json } from '../json.ts';
import type { GrantedRole, PersonStatus } from '../people/person.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * An organisation as a file says it: `leasehold.yaml`, CSV, or the demo. People are named by e-mail, apps by slug,
 * entitlements by `app/entitlement`; every reference has been checked to exist.
 */
export interface Organisation {
  readonly policy: Policy;
  readonly people: readonly PersonEntry[];
  readonly apps: readonly AppEntry[];
}

export interface PersonEntry {
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly manager: string | undefined;
  readonly status: PersonStatus;
  readonly groups: readonly string[];
  readonly roles: readonly GrantedRole[];
  readonly slackUserId: string | undefined;
}

export interface AppEntry {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly connector: string;
  readonly connectorConfig: { readonly [key: string]: Json };
  readonly owners: readonly string[];
  readonly settings: AppSettings;
  readonly entitlements: readonly EntitlementEntry[];
}

export type EntitlementEntry = Omit<Entitlement, 'id' | 'appId' | 'ownerIds' | 'archived'> & {
  readonly owners: readonly string[];
};
