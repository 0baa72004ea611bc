import type { App } from '../../../domain/catalog/app.ts';
import type { LeaseLimits } from '../../../domain/lease/limits.ts';
import { sayLength } from '../../../domain/lease/length.ts';

/** What holds for asking in an app, a sentence each. */
export function saySettings({ settings }: App): string[] {
  const { lease, reason, commentOnReject, breakGlass, requestable } = settings;
  const limits = sayLimits(lease);
  return [
    ...(limits.length === 0 ? ['Leases are as long as the organisation allows.'] : limits),
    REASONS[reason.freeText],
    ...(reason.list.length === 0 ? [] : [`Reasons to choose from: ${reason.list.map(({ text }) => text).join('; ')}.`]),
    commentOnReject ? 'Whoever rejects says why.' : 'A rejection needs no comment.',
    breakGlass === undefined
      ? 'Nothing is given in an emergency without a decision.'
      : `In an emergency it is given at once, for at most ${sayLength(breakGlass.maximum)}, and reviewed afterwards.`,
    ...Object.entries(requestable).flatMap(([kind, which]) => OFFERS[which]?.(kind) ?? []),
  ];
}

const REASONS = {
  required: 'Whoever asks has to say why.',
  optional: 'Whoever asks may say why.',
  off: 'Nobody is asked to write why.',
} as const;

const OFFERS: { readonly [Which in 'all' | 'listed' | 'none']?: (kind: string) => string } = {
  none: (kind) => `No ${kind} can be asked for.`,
  listed: (kind) => `Of each ${kind} only those listed can be asked for.`,
};

export function sayLimits({ maximum, hardMaximum, overMaximum, extensionLimit }: LeaseLimits): string[] {
  const over = overMaximum === 'flag' ? 'longer ones are marked, and approvers may allow them' : 'longer ones are cut';
  return [
    ...(maximum === undefined ? [] : [`A lease is at most ${sayLength(maximum)}: ${over}.`]),
    ...(hardMaximum === undefined ? [] : [`Never longer than ${sayLength(hardMaximum)}.`]),
    ...(extensionLimit === undefined ? [] : [`With its extensions at most ${sayLength(extensionLimit)}.`]),
  ];
}
