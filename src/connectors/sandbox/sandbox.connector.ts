import type { Actual } from '../../domain/ledger/claim.ts';
import { SECOND } from '../../domain/time.ts';
import type { Change, Connector, ConnectorAbilities, Target } from '../../ports/connector.ts';
import type { Held, SandboxAccount, SandboxFaults, SandboxHolding } from '../../ports/sandbox-store.ts';
import { answerOf, type SandboxDeps } from './deps.ts';
import { become, NOT_HELD, seen } from './holdings.ts';
import { createListings } from './listings.ts';
import { changing, looking } from './turns.ts';

const abilities: ConnectorAbilities = {
  proof: 'read_back',
  settleMs: 3 * SECOND,
  callTimeoutMs: 10 * SECOND,
  levels: true,
  lists: true,
  accounts: { ensure: true, suspend: true, list: true },
};

/** It gives and takes without asking what else the account is wanted to hold. */
type Sandbox = Omit<Connector, 'grant' | 'revoke'> & {
  readonly grant: (target: Target, level: string | undefined, fields?: object) => Promise<Change>;
  readonly revoke: (target: Target) => Promise<Change>;
};

/** An app that is pretended in the database: for the demo, and for tests, which tell it what to do wrong. */
export function createSandbox(deps: SandboxDeps): Sandbox {
  const change = createChange(deps);
  return {
    ...createListings(deps),
    ...createAccounts(deps),
    describe: () => abilities,
    grant: (target, level) => change('grant', target, { held: true, level }),
    revoke: (target) => change('revoke', target, NOT_HELD),
    read: createRead(deps),
  };
}

function createChange({ store, clock }: SandboxDeps) {
  return (method: 'grant' | 'revoke', target: Target, becomes: Held): Promise<Change> => {
    const now = clock.now();
    const { appId, ...place } = placeOf(target);
    const call = { method, ...place, level: becomes.level };
    const turn = changing<SandboxHolding, Change>(now, call, (found, faults) =>
      become(found, place, becomes, { now, faults }),
    );
    return answerOf(store.onHolding({ appId, ...place }, turn));
  };
}

function createRead({ store, clock }: SandboxDeps) {
  return (target: Target): Promise<Actual> => {
    const now = clock.now();
    const { appId, ...place } = placeOf(target);
    const turn = looking<SandboxHolding, Actual>(now, { method: 'read', ...place }, (found, faults) => {
      const lie = faults.lies > 0;
      return { changed: false, answer: seen(found, now, lie), faults: lie ? oneLieLess(faults) : faults };
    });
    return answerOf(store.lookAtHolding({ appId, ...place }, turn));
  };
}

function oneLieLess(faults: SandboxFaults): SandboxFaults {
  return { ...faults, lies: faults.lies - 1 };
}

function placeOf({ app, account, entitlement }: Target) {
  return { appId: app.id, account: account.externalId, entitlement: entitlement.externalId };
}

function createAccounts({ store, clock }: SandboxDeps): Pick<Connector, 'ensureAccount' | 'suspendAccount'> {
  return {
    ensureAccount(app, { email }) {
      const call = { method: 'ensureAccount', account: email };
      const active = { externalId: email, email, status: 'active' } as const;
      const turn = changing<SandboxAccount, string>(clock.now(), call, (found) => ({
        ...(found?.status === 'active' ? { changed: false } : { changed: true, thing: active }),
        answer: email,
      }));
      return answerOf(store.onAccount(app.id, email, turn));
    },

    suspendAccount(app, { externalId }) {
      const call = { method: 'suspendAccount', account: externalId };
      const turn = changing<SandboxAccount, Change>(clock.now(), call, (found) => ({
        ...(found?.status === 'active'
          ? { changed: true, thing: { ...found, status: 'suspended' as const } }
          : { changed: false }),
        answer: { outcome: 'done' },
      }));
      return answerOf(store.onAccount(app.id, externalId, turn));
    },
  };
}
