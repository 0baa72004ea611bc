import type { Length } from '../time.ts';

export interface LeaseLimits {
  readonly maximum?: Length | undefined;
  /** What approvers may go up to where `overMaximum` is `flag`. */
  readonly hardMaximum?: Length | undefined;
  readonly overMaximum?: 'cap' | 'flag' | undefined;
  /** Total length that extensions may reach. */
  readonly extensionLimit?: Length | undefined;
}

/**
 * What limits one request. Lists, because the shortest of a month and 30 days is known only where the lease starts:
 * whoever compares takes the shortest there. Kept on the request, so that later edits don't touch it.
 */
export interface LimitsInForce {
  /** A lease longer than one of these is marked `over_maximum`. */
  readonly maxima: readonly Length[];
  /** No lease passes any of these, whoever asks or decides. */
  readonly ceilings: readonly Length[];
  readonly extensionLimits: readonly Length[];
}

/** Where limits are set. `entitlements` are those of the request's changes that give something. */
export interface LimitSources {
  readonly entitlements: readonly LeaseLimits[];
  readonly app: LeaseLimits;
  readonly organisation: LeaseLimits;
}

/** For each entitlement each setting is the nearest one set: its own, its app's, the organisation's. */
export function limitsInForce({ entitlements, app, organisation }: LimitSources): LimitsInForce {
  const owns = entitlements.length === 0 ? [{}] : entitlements;
  const each = owns.map((own) => nearest([own, app, organisation]));
  return {
    maxima: distinct(each.map(({ maximum }) => maximum)),
    ceilings: distinct(each.flatMap(ceilingsOf)),
    extensionLimits: distinct(each.map(({ extensionLimit }) => extensionLimit)),
  };
}

/** An emergency is short whatever else is allowed. */
export function limitsInEmergency(limits: LimitsInForce, maximum: Length): LimitsInForce {
  return { ...limits, ceilings: distinct([...limits.ceilings, maximum]) };
}

function nearest(limits: readonly LeaseLimits[]): LeaseLimits {
  const set = <Key extends keyof LeaseLimits>(key: Key) => limits.find((one) => one[key] !== undefined)?.[key];
  return {
    maximum: set('maximum'),
    hardMaximum: set('hardMaximum'),
    overMaximum: set('overMaximum'),
    extensionLimit: set('extensionLimit'),
  };
}

/** A hard maximum holds in both ways of dealing with the other: it says that it is hard. */
function ceilingsOf({ maximum, hardMaximum, overMaximum }: LeaseLimits): readonly (Length | undefined)[] {
  return overMaximum === 'flag' ? [hardMaximum] : [maximum, hardMaximum];
}

function distinct(lengths: readonly (Length | undefined)[]): readonly Length[] {
  return [...new Set(lengths.filter((length) => length !== undefined))];
}
