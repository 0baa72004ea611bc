import { DAY } from '../../../domain/time.ts';
import { type Typed, typedIn } from '../../views/typed.ts';
import type { SentView } from '../payload.ts';
import type { Talk } from '../talk.ts';

/** Whoever comes back later begins anew. */
const GOOD_FOR = DAY;

/** What was typed so far, and the draft that it is kept in. */
export interface Drafted {
  readonly draft: string;
  readonly typed: Typed;
}

export function newDraft({ deps: { keys } }: Talk, typed: Typed = {}): Drafted {
  return { draft: keys.randomText(12), typed };
}

/** With what stands in the form now. Of a draft that is not theirs, or is over, nothing but that is left. */
export async function draftedIn(talk: Talk, view: SentView): Promise<Drafted> {
  const [draft = ''] = metadataOf(view);
  const kept = draft === '' ? undefined : await talk.deps.store.drafts.byId(draft, talk.acting.person.id);
  const drafted = kept === undefined ? newDraft(talk) : { draft, typed: kept.typed };
  return { ...drafted, typed: { ...drafted.typed, ...typedIn(view.state?.values ?? {}) } };
}

export async function keep({ deps, acting }: Talk, { draft, typed }: Drafted): Promise<void> {
  const now = deps.clock.now();
  await deps.store.drafts.keep({ id: draft, personId: acting.person.id, typed, expiresAt: now + GOOD_FOR }, now);
}

/** The id of the draft; in the last step, what was shown of each app as well. */
export function metadataOf({ private_metadata }: SentView): readonly string[] {
  const text = private_metadata ?? '';
  if (!text.startsWith('[')) return [text];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
