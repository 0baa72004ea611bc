import type { AppSettings } from '../catalog/app.ts';
import { sayLength } from '../lease/length.ts';
import type { LeaseLimits } from '../lease/limits.ts';
import type { AppEntry, Organisation } from './organisation.ts';

/** How long a lease may be; empty where nothing limits it here. */
export function sayLimits({ maximum, hardMaximum, overMaximum, extensionLimit }: LeaseLimits): string {
  const isFlagged = overMaximum === 'flag';
  const parts = [
    maximum && `${sayLength(maximum)}, and longer is ${isFlagged ? 'marked for those who decide' : 'cut to it'}`,
    hardMaximum && `never more than ${sayLength(hardMaximum)}`,
    extensionLimit && `${sayLength(extensionLimit)} with all extensions`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}

export interface SaidLimit {
  readonly where: string;
  readonly limits: string;
}

/** Every limit that is set anywhere: the nearest one holds. */
export function sayAllLimits({ policy, apps }: Organisation): readonly SaidLimit[] {
  const { maximumLease } = policy.organisation;
  const own = { where: 'Everything else', limits: sayLimits({ maximum: maximumLease }) };
  return [...apps.flatMap(limitsIn), own].filter(({ limits }) => limits !== '');
}

function limitsIn({ name, settings, entitlements }: AppEntry): readonly SaidLimit[] {
  return [
    ...entitlements.map((one) => ({ where: `${one.name} on ${name}`, limits: sayLimits(one.lease) })),
    { where: name, limits: [sayLimits(settings.lease), sayEmergency(settings)].filter((one) => one !== '').join('; ') },
  ];
}

function sayEmergency({ breakGlass }: AppSettings): string {
  return breakGlass === undefined ? '' : `emergencies at once, for at most ${sayLength(breakGlass.maximum)}`;
}
