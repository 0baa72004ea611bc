import type { AppEntry, Organisation, PersonEntry } from '../../domain/organisation/organisation.ts';
import type { PersonId, RequestId } from '../../domain/ids.ts';
import type { Flow } from '../../domain/policy/policy.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import type { Named } from '../../domain/organisation/with-ids.ts';
import type { Story } from './story.ts';
import { milliseconds, type Times, timesOf } from './story-times.ts';

/** A story with everything it names found. */
export interface Scene {
  readonly id: RequestId;
  readonly story: Story;
  readonly organisation: Organisation;
  readonly named: Named;
  readonly app: AppEntry;
  readonly flow: Flow | undefined;
  readonly requester: PersonEntry;
  readonly beneficiary: PersonEntry;
  readonly times: Times;
  readonly isManual: boolean;
  person(name: string): PersonId;
}

const USUAL_DECIDE_BY = 7 * DAY;

export function sceneOf(id: RequestId, story: Story, organisation: Organisation, named: Named, now: Instant): Scene {
  const { ask, way } = story;
  const email = (name: string) => found(organisation.people, (person) => person.email.startsWith(`${name}@`), name);
  const app = found(organisation.apps, ({ slug }) => slug === ask.app, ask.app);
  const flowName = typeof way === 'object' && 'flow' in way ? way.flow : undefined;
  const flow = organisation.policy.flows.find(({ slug }) => slug === flowName);
  const isManual = app.connector === 'manual';
  const decideBy = flow === undefined ? USUAL_DECIDE_BY : milliseconds(flow.decideBy);
  return {
    ...{ id, story, organisation, named, app, flow, isManual },
    requester: email(ask.by),
    beneficiary: email(ask.for ?? ask.by),
    times: timesOf(story, isManual, now, decideBy),
    person: (name) => idOf(named.people, email(name).email),
  };
}

function found<Item>(items: readonly Item[], is: (item: Item) => boolean, name: string): Item {
  const item = items.find(is);
  if (item === undefined) throw new Error(`the demo has no ${name}`);
  return item;
}

export function idOf<Id>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo has no id for ${name}`);
  return id;
}
