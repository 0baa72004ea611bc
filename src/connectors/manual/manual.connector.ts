import { SECOND } from '../../domain/time.ts';
import { type Connector, type ConnectorAbilities, ConnectorError, type Target } from '../../ports/connector.ts';
import { createAskPeople, type HandDeps, type HandWish } from '../hand-tasks.ts';
import { readConfig } from '../read-config.ts';
import { manualConfig } from './config.ts';
import { instructionsFor } from './instructions.ts';

const abilities: ConnectorAbilities = {
  proof: 'attested',
  settleMs: 0,
  callTimeoutMs: 10 * SECOND,
  levels: true,
  lists: false,
  accounts: { ensure: false, suspend: false, list: false },
};

/** An app that no program can change: its people do, and their word is all that is known. */
export function createManual(deps: HandDeps): Connector {
  const askPeople = createAskPeople(deps);
  const ask = (target: Target, wish: HandWish) =>
    askPeople(target, wish, () => {
      const { assignees, due_days: dueDays } = readConfig(manualConfig, target.app);
      return { assignees, dueDays, instructions: (name) => instructionsFor(target, wish, name) };
    });
  return {
    describe: () => abilities,
    ensureAccount: (_, { email }) => Promise.resolve(email),
    suspendAccount: ({ name }) =>
      Promise.reject(new ConnectorError('needs_person', `Nobody but its people can suspend an account in ${name}.`)),
    grant: (target, level, fields) => ask(target, { kind: 'provision', level, fields }),
    revoke: (target) => ask(target, { kind: 'deprovision', level: undefined, fields: {} }),
    read: () => Promise.resolve({ seen: 'unknown' }),
    listAccounts: () => Promise.resolve(NOTHING),
    listEntitlements: () => Promise.resolve(NOTHING),
    listHoldings: () => Promise.resolve(NOTHING),
  };
}

const NOTHING = { items: [], next: undefined };
