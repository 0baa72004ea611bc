import type { Calendar } from '../../domain/lease/calendar.ts';
import type { Clock, Ids, Keys } from '../../ports/environment.ts';
import type { RequestGateway } from '../../ports/request-gateway.ts';
import type { Store } from '../../ports/store.ts';
import type { Attest } from '../../use-cases/tasks/deps.ts';
import type { PersonOf } from '../identity/person-of.ts';
import type { Report } from '../settings.ts';
import type { Workspaces } from '../workspaces.ts';
import type { Turn } from './turn.ts';

/** What those who listen to Slack work with. */
export interface ListenerDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly gateway: RequestGateway;
  readonly attest: Attest;
  readonly calendarOf: (zone: string) => Calendar;
  readonly workspaces: Workspaces;
  readonly personOf: PersonOf;
  readonly turn: Turn;
  /** Where people find the pages: `https://access.example.com`. */
  readonly publicUrl: string;
  readonly report: Report;
}
