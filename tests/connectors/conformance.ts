import { beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { Actual } from '../../src/domain/ledger/claim.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Connector, Page, Target } from '../../src/ports/connector.ts';
import { aPerson } from '../support/builders.ts';
import { anAccount } from '../support/ledger.ts';

/** A real target with a connector to it. `lookInside` asks the target itself, by its own tools and not by the connector. */
export interface ConformanceTarget {
  readonly connector: Connector;
  readonly app: App;
  /** Makes one that the target knows, with these levels if the connector has levels. */
  newEntitlement(levels: readonly string[]): Promise<Entitlement>;
  readonly lookInside: {
    account(externalId: string): Promise<'active' | 'suspended' | 'missing'>;
    holding(target: Target): Promise<Actual>;
  };
  /** Until a change shows in what the connector reads; absent where it shows at once. */
  untilShown?(): Promise<void>;
  /** Lets the next change happen and its answer be lost; absent where that cannot be brought about. */
  loseNextAnswer?(): Promise<void>;
  /** What the target itself counted as changes made; absent where it cannot tell. */
  changesMade?(): Promise<number>;
}

type Opened = () => ConformanceTarget;

const LEVELS = ['viewer', 'member'] as const;

/** What every connector keeps, whatever it connects to. */
export function describeConformance(name: string, makeTarget: () => Promise<ConformanceTarget>): void {
  describe(`a connector to ${name}`, () => {
    let target: ConformanceTarget | undefined;
    beforeAll(async () => {
      target = await makeTarget();
    });
    const opened: Opened = () => {
      if (target === undefined) throw new Error('the target could not be made');
      return target;
    };
    keepsAccounts(opened);
    grants(opened);
    changesLevels(opened);
    revokes(opened);
    survivesLostAnswers(opened);
    listsEverything(opened);
  });
}

function keepsAccounts(opened: Opened): void {
  it('when an account is ensured twice, then it is one, and active', async () => {
    const { connector, app, lookInside, changesMade } = opened();
    const person = aPerson();
    const externalId = await connector.ensureAccount(app, person);
    const made = await changesMade?.();
    expect(await connector.ensureAccount(app, person)).toBe(externalId);
    expect(await lookInside.account(externalId)).toBe('active');
    expect(await changesMade?.()).toBe(made);
  });

  it('when an account is suspended, then it is; again changes nothing; ensuring it brings it back', async () => {
    const { connector, app, lookInside } = opened();
    if (!connector.describe().accounts.suspend) return;
    const person = aPerson();
    const account = anAccount({ appId: app.id, externalId: await connector.ensureAccount(app, person) });
    await connector.suspendAccount(app, account);
    await connector.suspendAccount(app, account);
    expect(await lookInside.account(account.externalId)).toBe('suspended');
    expect(await connector.ensureAccount(app, person)).toBe(account.externalId);
    expect(await lookInside.account(account.externalId)).toBe('active');
  });
}

function grants(opened: Opened): void {
  it('when it is granted, then it reads as present, and the target says so too', async () => {
    const { connector, lookInside, untilShown } = opened();
    const target = await aTarget(opened());
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    expect(await connector.grant(target, undefined, {})).toEqual({ outcome: 'done' });
    await untilShown?.();
    expect(await connector.read(target)).toMatchObject({ seen: 'present' });
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
  });

  it('when it is granted twice, or many times at once, then that is once', async () => {
    const { connector, lookInside, untilShown, changesMade } = opened();
    const target = await aTarget(opened());
    await connector.grant(target, undefined, {});
    const made = await changesMade?.();
    await Promise.all(Array.from({ length: 5 }, () => connector.grant(target, undefined, {})));
    await untilShown?.();
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
    expect(await changesMade?.()).toBe(made);
  });

  it('when one account is granted something, then another account and another entitlement are left alone', async () => {
    const { connector, lookInside } = opened();
    const [one, other] = [await aTarget(opened()), await aTarget(opened())];
    await connector.grant(one, undefined, {});
    expect(await lookInside.holding({ ...one, account: other.account })).toEqual({ seen: 'absent' });
    expect(await lookInside.holding({ ...one, entitlement: other.entitlement })).toEqual({ seen: 'absent' });
  });
}

function changesLevels(opened: Opened): void {
  it('when another level is granted, up or down, then it is that one and no other', async () => {
    const { connector, lookInside, untilShown } = opened();
    if (!connector.describe().levels) return;
    const target = await aTarget(opened(), LEVELS);
    for (const level of ['viewer', 'member', 'viewer']) {
      await connector.grant(target, level, {});
      await untilShown?.();
      expect(await connector.read(target)).toEqual({ seen: 'present', level });
      expect(await lookInside.holding(target)).toEqual({ seen: 'present', level });
    }
    await connector.revoke(target);
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
  });
}

function revokes(opened: Opened): void {
  it('when it is revoked, then it is absent; again changes nothing', async () => {
    const { connector, lookInside, untilShown } = opened();
    const target = await aTarget(opened());
    await connector.grant(target, undefined, {});
    await connector.revoke(target);
    expect(await connector.revoke(target)).toEqual({ outcome: 'done' });
    await untilShown?.();
    expect(await connector.read(target)).toEqual({ seen: 'absent' });
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
  });

  it('when there was never anything, then revoking is done and reading says absent, even of an account that is not there', async () => {
    const { connector, app } = opened();
    const target = await aTarget(opened());
    const nobody = { ...target, account: anAccount({ appId: app.id, externalId: 'nobody-by-this-name@example.com' }) };
    expect(await connector.revoke(target)).toEqual({ outcome: 'done' });
    expect(await connector.read(nobody)).toEqual({ seen: 'absent' });
    expect(await connector.revoke(nobody)).toEqual({ outcome: 'done' });
  });
}

function survivesLostAnswers(opened: Opened): void {
  it('when the answer to a grant or a revoke is lost, then doing it again ends well and does nothing twice', async () => {
    const { connector, lookInside, loseNextAnswer, changesMade } = opened();
    if (loseNextAnswer === undefined) return;
    const target = await aTarget(opened());
    const before = (await changesMade?.()) ?? 0;
    await loseNextAnswer();
    await expect(connector.grant(target, undefined, {})).rejects.toBeInstanceOf(Error);
    expect(await connector.grant(target, undefined, {})).toEqual({ outcome: 'done' });
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
    await loseNextAnswer();
    await expect(connector.revoke(target)).rejects.toBeInstanceOf(Error);
    expect(await connector.revoke(target)).toEqual({ outcome: 'done' });
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
    expect((await changesMade?.()) ?? before + 2).toBe(before + 2);
  });
}

function listsEverything(opened: Opened): void {
  it('when there is more than a page, then listings are complete, and name each thing once', async () => {
    const { connector, app, untilShown } = opened();
    const targets: Target[] = [];
    const one = await aTarget(opened());
    for (let i = 0; i < 7; i++) targets.push({ ...(await aTarget(opened())), entitlement: one.entitlement });
    for (const target of [one, ...targets]) await connector.grant(target, undefined, {});
    await untilShown?.();
    const holdings = await allOf((cursor) => connector.listHoldings(app, cursor));
    const inOne = holdings.filter(({ entitlementExternalId }) => entitlementExternalId === one.entitlement.externalId);
    const names = [one, ...targets].map(({ account }) => account.externalId).toSorted();
    expect(inOne.map(({ accountExternalId }) => accountExternalId).toSorted()).toEqual(names);
    const entitlements = await allOf((cursor) => connector.listEntitlements(app, cursor));
    expect(entitlements.filter(({ externalId }) => externalId === one.entitlement.externalId)).toHaveLength(1);
    if (!connector.describe().accounts.list) return;
    const accounts = (await allOf((cursor) => connector.listAccounts(app, cursor))).map(({ externalId }) => externalId);
    expect(accounts).toEqual(expect.arrayContaining(names));
    expect(new Set(accounts).size).toBe(accounts.length);
  });
}

async function aTarget(
  { connector, app, newEntitlement }: ConformanceTarget,
  levels: readonly string[] = [],
): Promise<Target> {
  const person: Person = aPerson();
  const externalId = await connector.ensureAccount(app, person);
  const entitlement = await newEntitlement(levels);
  return { app, entitlement, account: anAccount({ appId: app.id, personId: person.id, externalId }) };
}

async function allOf<T>(list: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
