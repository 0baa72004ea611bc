import type { z } from 'zod';
import type { planSchema } from '../../http/schemas/policy.ts';
import type { Meaning, View } from './view.ts';

export type Plan = z.output<typeof planSchema>;

const SIGNS: { readonly [sign: string]: Meaning } = { '+': 'live', '-': 'trouble', '~': 'waiting' };

export function planLines(plan: Plan, view: View): string[] {
  if (isNothing(plan)) return [`Nothing would change. Planned on version ${plan.version}.`, ...warningsOf(plan, view)];
  const painted = plan.lines.map((line) => {
    const meaning = SIGNS[line.trimStart().charAt(0)];
    return meaning === undefined ? line : view.paint(meaning, line);
  });
  const more = plan.more === 0 ? [] : [`… and ${plan.more} more lines`];
  return [...painted, ...more, ...warningsOf(plan, view), `${summaryOf(plan)} Planned on version ${plan.version}.`];
}

export function isNothing({ lines }: Plan): boolean {
  return lines.length === 0;
}

/** `3 added, 1 changed, 0 removed.` */
export function summaryOf({ counts }: Plan): string {
  const sum = (what: 'added' | 'changed' | 'removed') =>
    Object.values(counts).reduce((total, count) => total + count[what], 0);
  return `${sum('added')} added, ${sum('changed')} changed, ${sum('removed')} removed.`;
}

function warningsOf({ warnings }: Plan, { paint }: View): string[] {
  return warnings.map((warning) => `${paint('trouble', 'Warning:')} ${warning}`);
}
