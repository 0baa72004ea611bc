import type { DelegationId, HoldingId, PersonId, RequestId, TaskId, TokenId } from '../../src/domain/ids.ts';
import type { Account } from '../../src/domain/ledger/claim.ts';
import type { Standing } from '../../src/domain/people/rights.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY } from '../../src/domain/time.ts';
import type { NewClaim } from '../../src/ports/ledger-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { anApi } from './api.ts';
import {
  aChange,
  anAppEntry,
  anEntitlementEntry,
  anId,
  anOpenLevel,
  anOrganisation,
  aPersonEntry,
  aSimpleFlow,
} from './builders.ts';
import { aRequest } from './builders.ts';
import { aNewClaim, anAccount, holdingIdOf } from './ledger.ts';

/** Each stands in one way to what the world holds, and in no other. */
export const PEOPLE = {
  maya: { manager: 'noor@example.com' },
  noor: {},
  ada: {},
  lin: {},
  sam: {},
  tom: {},
  eve: {},
  zoe: {},
  adam: { roles: ['access_admin'] },
  root: { roles: ['super_admin'] },
  audrey: { roles: ['auditor'] },
} as const;

export type Name = keyof typeof PEOPLE;

/** Who stands so, to everything in the world, and in no other way. */
export const PLAYERS: { readonly [One in Standing]: Name } = {
  ...{ member: 'eve', self: 'maya', manager: 'noor', decider: 'lin', stand_in: 'sam', owner: 'ada', assignee: 'tom' },
  ...{ access_admin: 'adam', super_admin: 'root', auditor: 'audrey' },
};

const LIN = { kind: 'people', people: ['lin@example.com'] } as const;

const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow(LIN)] },
  people: Object.entries(PEOPLE).map(([name, given]) =>
    aPersonEntry({
      name,
      email: `${name}@example.com`,
      ...given,
      ...('roles' in given ? { roles: [...given.roles] } : {}),
    }),
  ),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'AWS', owners: ['ada@example.com'] },
      entitlements: ['deploy', 'read', 'root'].map((slug) => anEntitlementEntry({ slug })),
    }),
    anAppEntry({ slug: 'git', name: 'Git', entitlements: [anEntitlementEntry({ slug: 'push' })] }),
    anAppEntry({
      ...{ slug: 'quiet', name: 'Quiet', owners: ['ada@example.com'] },
      entitlements: [anEntitlementEntry({ slug: 'hidden', requestable: false })],
    }),
  ],
});

export interface ApiWorld {
  readonly api: Awaited<ReturnType<typeof anApi>>;
  readonly ids: { readonly [One in Name]: PersonId };
  readonly tokens: { readonly [One in Name]: string };
  /** For Maya, to be decided by Lin, for whom Sam stands. */
  readonly request: RequestId;
  /** Maya's, in the app that Ada owns. */
  readonly holding: HoldingId;
  /** Nobody's, in the same app. */
  readonly stray: HoldingId;
  /** Tom's, about the app that Ada owns. */
  readonly task: TaskId;
  /** From Maya to Sam; there is another one from Lin. */
  readonly delegation: DelegationId;
  /** Maya's. */
  readonly token: TokenId;
  call(by: Name, method: string, path: string, body?: unknown, headers?: object): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** An installation without Temporal in which something of each kind is there, and somebody of each kind. */
export async function anApiWorld(database: 'sqlite' | 'postgres' = 'sqlite'): Promise<ApiWorld> {
  const api = await anApi(organisation, [], database);
  const people = await api.deps.store.people.all();
  const ids = Object.fromEntries(people.map(({ name, id }) => [name, id])) as ApiWorld['ids'];
  const names = Object.keys(PEOPLE) as Name[];
  const minted = names.map(
    async (name) => [name, await api.token({ owner: { email: `${name}@example.com` } })] as const,
  );
  const tokens = Object.fromEntries(await Promise.all(minted)) as ApiWorld['tokens'];
  return {
    ...{ api, ids, tokens },
    ...(await stocked(api, ids)),
    token: `tok_${tokens.maya.split('_')[1]}`,
    async call(by, method, path, body, headers = {}) {
      const response = await api.ask(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${tokens[by]}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, body: /json($|;)/.test(type) ? JSON.parse(text) : { text } };
    },
  };
}

async function stocked({ deps: { store } }: ApiWorld['api'], ids: ApiWorld['ids']) {
  const app = await store.catalog.appBySlug('aws');
  const [entitlement, other] = app === undefined ? [] : await store.catalog.entitlementsOf(app.id);
  if (app === undefined || entitlement === undefined || other === undefined) throw new Error('the world has no app');
  const now = Date.now();
  const about = { appId: app.id, entitlementId: entitlement.id, beneficiaryId: ids.maya };
  const request = aRequestFor(about, ids, now);
  await store.requests.open(request, []);
  const hold = (personId: PersonId | undefined) => held(store, { appId: app.id, entitlementId: other.id, personId });
  const [holding, stray] = [await hold(ids.maya), await hold(undefined)];
  const task = {
    ...({ id: anId('task'), kind: 'provision', state: 'open', instructions: 'Add them', createdAt: now } as const),
    ...{ ...about, assigneeId: ids.tom, requestId: undefined, changeId: undefined, dueAt: undefined },
    ...{ doneAt: undefined, doneById: undefined, answer: undefined },
  };
  await store.work.openTask(task);
  const standsFor = async (fromId: PersonId) => {
    const delegation = { id: anId('delegation'), fromId, toId: ids.sam, startsAt: now - DAY, endsAt: now + DAY };
    await store.people.addDelegation(delegation, []);
    return delegation.id;
  };
  await standsFor(ids.lin);
  return { request: request.id, holding, stray, task: task.id, delegation: await standsFor(ids.maya) };
}

type Held = Pick<Account, 'appId' | 'personId'> & Pick<NewClaim, 'entitlementId'>;

async function held({ ledger }: Store, { appId, personId, entitlementId }: Held): Promise<HoldingId> {
  const account = await ledger.addAccount(anAccount({ appId, personId }));
  const claim = aNewClaim({ accountId: account.id, entitlementId, source: 'baseline', requestId: undefined });
  const [opened] = await ledger.addClaims([claim], { now: Date.now(), lockMs: 1 });
  return holdingIdOf(opened);
}

type About = Pick<Request, 'appId' | 'beneficiaryId'> & Pick<Request['changes'][number], 'entitlementId'>;

function aRequestFor({ appId, beneficiaryId, entitlementId }: About, { lin }: ApiWorld['ids'], now: number): Request {
  return aRequest({
    ...{ appId, beneficiaryId, requesterId: beneficiaryId, createdAt: now, asOf: now },
    changes: [aChange({ entitlementId })],
    levels: [anOpenLevel({ approvers: [{ personId: lin, because: 'named', sources: [LIN] }] })],
    clocks: { ...aRequest().clocks, decideBy: now + 7 * DAY },
  });
}
