import type { Acting } from '../../use-cases/acting.ts';
import type { Keys } from '../../ports/environment.ts';
import type { Typed } from '../auth/typed.ts';

/** A form of ours carries a name of its own: sent twice, it is one click. */
export function newClick({ keys }: { readonly keys: Pick<Keys, 'randomText'> }): string {
  return keys.randomText(12);
}

export function clickOf({ principal }: Acting, deed: string, typed: Typed): string {
  return `${principal} web ${deed} ${(typed['click'] ?? '').slice(0, 100)}`;
}
