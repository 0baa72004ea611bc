import { beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { Actual } from '../../src/domain/ledger/claim.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { AskStanding, Change, Connector, Page, Target } from '../../src/ports/connector.ts';
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
  /** Two that the target knows, the lower one first. */
  readonly levels?: readonly [string, string];
  /** Sees to it that what was accepted is done; absent where everything is done at once. */
  untilDone?(ref: string): Promise<void>;
  /** Until a change shows in what the connector reads; absent where it shows at once. */
  untilShown?(): Promise<void>;
  /** Lets the next change happen and its answer be lost; absent where that cannot be brought about. */
  loseNextAnswer?(): Promise<void>;
  /** What the target itself counted as changes made; absent where it cannot tell. */
  changesMade?(): Promise<number>;
}

type Opened = () => ConformanceTarget;

const LEVELS = ['viewer', 'member'] as const satisfies [string, string];

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
    if (!connector.describe(app).accounts.ensure) return;
    expect(await lookInside.account(externalId)).toBe('active');
    expect(await changesMade?.()).toBe(made);
  });

  it('when an account is suspended, then it is; again changes nothing; ensuring it brings it back', async () => {
    const { connector, app, lookInside } = opened();
    if (!connector.describe(app).accounts.suspend) return;
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
    const { lookInside } = opened();
    const target = await aTarget(opened());
    await expectRead(opened(), target, { seen: 'absent' });
    await give(opened(), target);
    await expectRead(opened(), target, { seen: 'present' });
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
  });

  it('when it is granted twice, or many times at once, then that is once', async () => {
    const { connector, lookInside, changesMade } = opened();
    const target = await aTarget(opened());
    const grant = () => connector.grant(target, undefined, {}, aStanding);
    const change = await grant();
    const made = await changesMade?.();
    const again = await Promise.all(Array.from({ length: 5 }, grant));
    expect(again).toEqual(Array.from({ length: 5 }, () => change));
    await finished(opened(), change);
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
    expect(await changesMade?.()).toBe(made);
  });

  it('when one account is granted something, then another account and another entitlement are left alone', async () => {
    const { lookInside } = opened();
    const [one, other] = [await aTarget(opened()), await aTarget(opened())];
    await give(opened(), one);
    expect(await lookInside.holding({ ...one, account: other.account })).toEqual({ seen: 'absent' });
    expect(await lookInside.holding({ ...one, entitlement: other.entitlement })).toEqual({ seen: 'absent' });
  });
}

function changesLevels(opened: Opened): void {
  it('when another level is granted, up or down, then it is that one and no other', async () => {
    const { connector, app, lookInside, levels = LEVELS } = opened();
    if (!connector.describe(app).levels) return;
    const target = await aTarget(opened(), levels);
    const [low, high] = levels;
    for (const level of [low, high, low]) {
      await give(opened(), target, level);
      await expectRead(opened(), target, { seen: 'present', level });
      expect(await lookInside.holding(target)).toEqual({ seen: 'present', level });
    }
    await take(opened(), target);
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
  });
}

function revokes(opened: Opened): void {
  it('when it is revoked, then it is absent; again changes nothing', async () => {
    const { connector, lookInside, changesMade } = opened();
    const target = await aTarget(opened());
    await give(opened(), target);
    const change = await connector.revoke(target, aStanding);
    const made = await changesMade?.();
    expect(await connector.revoke(target, aStanding)).toEqual(change);
    expect(await changesMade?.()).toBe(made);
    await finished(opened(), change);
    await expectRead(opened(), target, { seen: 'absent' });
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
  });

  it('when there was never anything, then revoking leaves nothing, even of an account that is not there', async () => {
    const { app, lookInside } = opened();
    const target = await aTarget(opened());
    const nobody = { ...target, account: anAccount({ appId: app.id, externalId: 'nobody-by-this-name@example.com' }) };
    await take(opened(), target);
    await expectRead(opened(), nobody, { seen: 'absent' });
    await take(opened(), nobody);
    expect(await lookInside.holding(nobody)).toEqual({ seen: 'absent' });
  });
}

function survivesLostAnswers(opened: Opened): void {
  it('when the answer to a grant or a revoke is lost, then doing it again ends well and does nothing twice', async () => {
    const { connector, lookInside, loseNextAnswer, changesMade } = opened();
    if (loseNextAnswer === undefined) return;
    const target = await aTarget(opened());
    const before = (await changesMade?.()) ?? 0;
    await loseNextAnswer();
    await expect(connector.grant(target, undefined, {}, aStanding)).rejects.toBeInstanceOf(Error);
    expect(await connector.grant(target, undefined, {}, aStanding)).toEqual({ outcome: 'done' });
    expect(await lookInside.holding(target)).toMatchObject({ seen: 'present' });
    await loseNextAnswer();
    await expect(connector.revoke(target, aStanding)).rejects.toBeInstanceOf(Error);
    expect(await connector.revoke(target, aStanding)).toEqual({ outcome: 'done' });
    expect(await lookInside.holding(target)).toEqual({ seen: 'absent' });
    expect((await changesMade?.()) ?? before + 2).toBe(before + 2);
  });
}

function listsEverything(opened: Opened): void {
  it('when there is more than a page, then listings are complete, and name each thing once', async () => {
    const { connector, app } = opened();
    if (!connector.describe(app).lists) return;
    const targets: Target[] = [];
    const one = await aTarget(opened());
    for (let i = 0; i < 7; i++) targets.push({ ...(await aTarget(opened())), entitlement: one.entitlement });
    for (const target of [one, ...targets]) await give(opened(), target);
    const holdings = await allOf((cursor) => connector.listHoldings(app, cursor));
    const inOne = holdings.filter(({ entitlementExternalId }) => entitlementExternalId === one.entitlement.externalId);
    const names = [one, ...targets].map(({ account }) => account.externalId).toSorted();
    expect(inOne.map(({ accountExternalId }) => accountExternalId).toSorted()).toEqual(names);
    const entitlements = await allOf((cursor) => connector.listEntitlements(app, cursor));
    expect(entitlements.filter(({ externalId }) => externalId === one.entitlement.externalId)).toHaveLength(1);
    if (!connector.describe(app).accounts.list) return;
    const accounts = (await allOf((cursor) => connector.listAccounts(app, cursor))).map(({ externalId }) => externalId);
    expect(accounts).toEqual(expect.arrayContaining(names));
    expect(new Set(accounts).size).toBe(accounts.length);
  });
}

/** What the core would say of an account of which nothing else is known. */
const aStanding: AskStanding = () => Promise.resolve({ last: true, until: 'no_end' });

async function give(opened: ConformanceTarget, target: Target, level?: string): Promise<void> {
  await finished(opened, await opened.connector.grant(target, level, {}, aStanding));
}

async function take(opened: ConformanceTarget, target: Target): Promise<void> {
  await finished(opened, await opened.connector.revoke(target, aStanding));
}

async function finished({ untilDone, untilShown }: ConformanceTarget, change: Change): Promise<void> {
  if (change.outcome === 'pending') {
    if (untilDone === undefined) throw new Error(`nobody does what was accepted as ${change.ref}`);
    await untilDone(change.ref);
  }
  await untilShown?.();
}

/** Where only a person's word counts, the connector never claims to know. */
async function expectRead({ connector, app }: ConformanceTarget, target: Target, actual: object): Promise<void> {
  const isKnown = connector.describe(app).proof === 'read_back';
  expect(await connector.read(target)).toMatchObject(isKnown ? actual : { seen: 'unknown' });
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
