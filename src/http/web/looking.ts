import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { countTasksFor } from '../../use-cases/tasks/list-tasks.ts';
import { countRequests } from '../../use-cases/see-requests.ts';
import { viewingIn } from '../auth/acting-in.ts';
import type { InSession } from '../auth/session.ts';
import type { HttpDeps } from '../deps.ts';
import type { Looking } from '../pages/layout.tsx';
import type { Place } from '../pages/places.ts';
import { noticeOf } from './notice.ts';
import { themeOf } from './theme.ts';

/** More than these are said as "999+". */
const MOST = 1000;

/** Everything that any page of somebody signed in needs. */
export async function lookingAt(deps: HttpDeps, c: Context<InSession>, place: Place): Promise<Looking> {
  const signedIn = c.get('signedIn');
  const viewer = viewingIn(signedIn);
  const [policy, { open: approvals }, tasks] = await Promise.all([
    deps.store.policy.current(),
    countRequests(deps, viewer, { decides: true }, MOST),
    countTasksFor(deps.store, signedIn.person.id, MOST),
  ]);
  const organisation = policy?.policy.organisation;
  return {
    ...{ person: signedIn.person, organisation: organisation?.name ?? 'Leasehold', place, csrf: c.get('csrf') },
    when: { now: deps.clock.now(), zone: zoneOf(c) ?? organisation?.zone ?? 'UTC' },
    counts: { approvals, tasks },
    notice: noticeOf(c.req.query('did')),
    ...{ theme: themeOf(c), here: hereOf(c), seen: c.get('seen') },
  };
}

/** Where one comes back to; what came of a click is not said again there. */
function hereOf({ req }: Context): string {
  const { pathname, searchParams } = new URL(req.url);
  searchParams.delete('did');
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}

/** Of the browser, which says it in a cookie. */
function zoneOf(c: Context): string | undefined {
  const zone = getCookie(c, 'zone');
  if (zone === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
