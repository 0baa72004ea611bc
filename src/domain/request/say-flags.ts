import type { Flag, Request } from './request.ts';

const WORDS: { readonly [Which in Flag]: string | undefined } = {
  high_risk: 'high risk',
  over_maximum: 'longer than the maximum',
  emergency: 'emergency',
  duties_conflict: 'conflicts with other access',
  late_end: 'ended late',
  self_approval: 'may approve it themselves',
  demo: undefined,
};

/** What those who decide should know before anything else. */
export function sayFlags({ flags }: Pick<Request, 'flags'>): readonly string[] {
  return flags.flatMap((flag) => WORDS[flag] ?? []);
}
