import type { RequestQuery } from '../../ports/request-store.ts';
import type { Dialect } from '../connections.ts';
import { type Part, within } from '../statements/where.ts';

/** What requests a list is of: what to put behind `select …`, with the values of its `?`s. */
export interface Selection {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Where their time and id are read from: the table whose index gives the order. */
  readonly at: { readonly createdAt: string; readonly id: string };
  /** Somebody may see a request for several reasons where they stand for others. */
  readonly distinct: boolean;
}

export type Wanted = Omit<RequestQuery, 'limit' | 'oldestFirst'>;

/**
 * From the requests themselves for who sees all, from what is kept of each viewer for everybody else: either way an index
 * holds the order, and a page costs the same however far down it is.
 */
export function selectionOf(query: Wanted, dialect: Dialect, isOlder: boolean): Selection {
  const { viewer, standsFor = [] } = query;
  const at =
    viewer === undefined
      ? { createdAt: 'r.created_at', id: 'r.id' }
      : { createdAt: 'v.created_at', id: 'v.request_id' };
  const from = viewer === undefined ? 'request r' : `request_viewer v${joinOf(query)}`;
  const parts = [viewedBy(query, dialect), ...filtersOf(query, dialect), beyond(query, at, isOlder)];
  const said = parts.filter((part) => part !== undefined);
  return {
    ...{ at, distinct: viewer !== undefined && standsFor.length > 0 },
    text: `from ${from} where ${said.length === 0 ? '1 = 1' : said.map(({ text }) => text).join(' and ')}`,
    values: said.flatMap(({ values }) => values),
  };
}

function joinOf({ bundle, app, states, search }: Wanted): string {
  const isAsked = [bundle, app, states, search].some((one) => one !== undefined);
  return isAsked ? ' join request r on r.id = v.request_id' : '';
}

/** Their own, and of those for whom they stand what these can decide now. */
function viewedBy({ viewer, standsFor = [], decides, own, tab }: Wanted, dialect: Dialect): Part | undefined {
  const inTab = tab === undefined ? [] : [tab];
  const tabText = (table: string) => (tab === undefined ? '' : ` and ${table}.tab = ?`);
  if (viewer === undefined) return tab === undefined ? undefined : { text: 'r.tab = ?', values: inTab };
  if (own === true) return { text: `v.person_id = ? and v.own = ?${tabText('v')}`, values: [viewer, true, ...inTab] };
  const others = within('v.person_id', standsFor, dialect);
  if (decides === true) {
    const all = within('v.person_id', [viewer, ...standsFor], dialect);
    // Only what is open can be decided: said as a tab, it would be looked for by the index of tabs, row by row.
    const isElsewhere = tab !== undefined && tab !== 'open';
    return { text: `${all.text} and v.may_act = ?${isElsewhere ? ' and 1 = 0' : ''}`, values: [...all.values, true] };
  }
  if (standsFor.length === 0) return { text: `v.person_id = ?${tabText('v')}`, values: [viewer, ...inTab] };
  return {
    text: `(v.person_id = ? or (${others.text} and v.may_act = ?))${tabText('v')}`,
    values: [viewer, ...others.values, true, ...inTab],
  };
}

function filtersOf({ bundle, app, states, search }: Wanted, dialect: Dialect): (Part | undefined)[] {
  return [
    bundle === undefined ? undefined : { text: 'r.bundle_id = ?', values: [bundle] },
    app === undefined ? undefined : { text: 'r.app_id = ?', values: [app] },
    states === undefined ? undefined : within('r.state', states, dialect),
    search === undefined ? undefined : matching(search, dialect),
  ];
}

function matching({ ids, people, apps }: NonNullable<RequestQuery['search']>, dialect: Dialect): Part {
  const parts = [
    within('r.id', ids, dialect),
    within('r.requester_id', people, dialect),
    within('r.beneficiary_id', people, dialect),
    within('r.app_id', apps, dialect),
  ];
  return { text: `(${parts.map(({ text }) => text).join(' or ')})`, values: parts.flatMap(({ values }) => values) };
}

function beyond({ after }: Wanted, at: Selection['at'], isOlder: boolean): Part | undefined {
  if (after === undefined) return undefined;
  const sign = isOlder ? '<' : '>';
  // Compared as one: with an "or" an index is read from its beginning.
  const text = `(${at.createdAt}, ${at.id}) ${sign} (?, ?)`;
  return { text, values: [after.createdAt, after.id] };
}
