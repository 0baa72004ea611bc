import { mayBeAsked } from '../domain/access/may-be-asked.ts';
import type { HeldState } from '../domain/access/held-state.ts';
import { relationsToAccess } from '../domain/access/relations.ts';
import type { AuditFact } from '../domain/audit/fact.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { EntitlementId } from '../domain/ids.ts';
import type { Calendar } from '../domain/lease/calendar.ts';
import type { Person } from '../domain/people/person.ts';
import { may } from '../domain/people/rights.ts';
import type { Alert } from '../domain/work/alert.ts';
import type { Task } from '../domain/work/task.ts';
import type { Clock } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import { askingOf, listEntitlements } from './see-catalog.ts';

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

/** An app, as somebody sees it. */
export interface SeenApp {
  readonly app: App;
  readonly owners: readonly Person[];
  /** Those whoever looks may know of. */
  readonly entitlements: readonly Entitlement[];
  readonly seatsTaken: ReadonlyMap<EntitlementId, number>;
  /** What whoever looks may ask for. */
  readonly askable: ReadonlySet<EntitlementId>;
  /** For those who answer for the app. */
  readonly health: AppHealth | undefined;
  readonly freeze: Freeze | undefined;
  readonly may: { readonly freeze: boolean; readonly grant: boolean; readonly seeHolders: boolean };
}

/** How it goes with what the connector does, as far as it was written down. */
export interface AppHealth {
  readonly states: ReadonlyMap<HeldState, number>;
  readonly alerts: readonly Alert[];
  readonly tasks: readonly Task[];
}

export interface Freeze {
  readonly ofAll: boolean;
  readonly since: number | undefined;
  readonly reason: string | undefined;
}

const MOST_ENTITLEMENTS = 500;

export async function seeApp(deps: Deps, viewer: Person, app: App): Promise<SeenApp> {
  const { store } = deps;
  const { roles, id: personId } = viewer;
  const seeHolders = may('see_access_in_app', roles, relationsToAccess(personId, undefined, app));
  const [owners, listed, asking, health, freeze] = await Promise.all([
    store.people.find({ ids: app.ownerIds }),
    listEntitlements(deps, { personId, roles }, app, { limit: MOST_ENTITLEMENTS }),
    askingOf(deps, viewer),
    seeHolders ? healthOf(store, app) : undefined,
    app.frozen ? freezeOf(store, app) : undefined,
  ]);
  const entitlements = listed.items;
  const counted = entitlements.filter(({ seats }) => seats !== undefined).map(({ id }) => id);
  const askable = entitlements.filter((entitlement) => mayBeAsked({ app, entitlement }, asking));
  return {
    ...{ app, owners, entitlements, health, freeze },
    seatsTaken: await store.access.seatsTaken(counted),
    askable: new Set(askable.map(({ id }) => id)),
    may: { freeze: may('freeze', roles), grant: may('grant', roles), seeHolders },
  };
}

async function healthOf({ access, work }: Store, { id }: App): Promise<AppHealth> {
  const [states, alerts, tasks] = await Promise.all([access.statesIn(id), work.openAlerts(), work.openTasks()]);
  return {
    states,
    alerts: alerts.filter(({ data }) => data['app'] === id),
    tasks: tasks.filter(({ appId }) => appId === id),
  };
}

/** The record knows since when and why. */
async function freezeOf({ audit, switches }: Store, { id }: App): Promise<Freeze> {
  const ofAll = await switches.isAllFrozen();
  const subject = ofAll ? 'app:all' : `app:${id}`;
  const [row] = await audit.search({ subject, fact: 'app.frozen', limit: 1 });
  const fact = row === undefined ? undefined : (JSON.parse(row.body) as AuditFact);
  const reason = fact?.data?.['reason'];
  return { ofAll, since: fact?.at, reason: typeof reason === 'string' ? reason : undefined };
}
