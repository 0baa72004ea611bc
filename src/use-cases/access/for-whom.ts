import { relationsToAccess } from '../../domain/access/relations.ts';
import { type Problem, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import { searchable } from '../../domain/text/searchable.ts';
import type { Store } from '../../ports/store.ts';
import { personNamed } from '../find-named.ts';

export interface ForWhom {
  readonly person: Person;
  /** Whom it can be for instead. */
  readonly reports: readonly Person[];
  readonly isForAnyone: boolean;
  /** Who may have been meant. */
  readonly meant: readonly Person[];
  readonly problem: Problem | undefined;
}

const MOST_REPORTS = 200;
const MOST_MEANT = 8;

/** For whom somebody asks: themselves, one of their reports, or anyone. Who cannot be asked for might as well not be here. */
export async function forWhom(store: Pick<Store, 'people'>, me: Person, typed: string | undefined): Promise<ForWhom> {
  const name = searchable(typed);
  const isForAnyone = may('ask_for', me.roles);
  const reports = await store.people.page({ managerId: me.id, status: 'active', limit: MOST_REPORTS });
  const known = { reports, isForAnyone, meant: [], problem: undefined };
  if (name === '') return { ...known, person: me };
  const found = await personNamed(store, name);
  const isAllowed = found?.status === 'active' && may('ask_for', me.roles, relationsToAccess(me.id, found, undefined));
  if (isAllowed) return { ...known, person: found };
  const meant = isForAnyone ? await store.people.page({ search: name, status: 'active', limit: MOST_MEANT }) : [];
  const detail = meant.length > 0 ? 'Choose one of these.' : 'There is nobody by that whom you can ask for.';
  return { ...known, person: me, meant, problem: refused('not_found', detail, { field: 'for' }).problem };
}
