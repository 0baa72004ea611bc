import type { OrganisationSettings } from '../domain/policy/policy.ts';
import type { Store } from '../ports/store.ts';
import type { TakingsPause } from '../ports/switches-store.ts';

export interface Settings {
  readonly organisation: OrganisationSettings;
  readonly policyVersion: number;
  /** Nothing is given in any app. */
  readonly isAllFrozen: boolean;
  readonly takingsPause: TakingsPause | undefined;
}

/** What holds for everybody here. It is changed by the file of the organisation, and by the switches. */
export async function seeSettings({ policy, switches }: Pick<Store, 'policy' | 'switches'>): Promise<Settings> {
  const current = await policy.current();
  if (current === undefined) throw new Error('an installation has a policy from its first start');
  const [isAllFrozen, takingsPause] = await Promise.all([switches.isAllFrozen(), switches.takingsPause()]);
  return { organisation: current.policy.organisation, policyVersion: current.version, isAllFrozen, takingsPause };
}
