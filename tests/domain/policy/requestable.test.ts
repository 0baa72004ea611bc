import { describe, expect, it } from '@jest/globals';
import type { Requestable } from '../../../src/domain/catalog/app.ts';
import type { Policy } from '../../../src/domain/policy/policy.ts';
import { dutyConflicts, isBlocked } from '../../../src/domain/policy/duty-conflicts.ts';
import { requestable, type RequestableFacts } from '../../../src/domain/policy/requestable.ts';
import { aPerson } from '../../support/builders.ts';

type Given = { readonly [Part in keyof RequestableFacts]?: Partial<RequestableFacts[Part]> };

function facts({ app, entitlement, beneficiary, openTo }: Given = {}): RequestableFacts {
  return {
    app: {
      ...{ id: 'app_crm', name: 'CRM', archived: false },
      settings: {
        ...{ requestable: {}, lease: {}, commentOnReject: false },
        reason: { list: [], freeText: 'required' },
      },
      ...app,
    },
    entitlement: {
      ...{ appId: 'app_crm', name: 'Sales', kind: 'role', requestable: undefined, archived: false },
      ...entitlement,
    },
    beneficiary: { ...aPerson({ department: 'Sales', groups: ['staff'] }), ...beneficiary },
    openTo,
  };
}

function offered(setting: Requestable | undefined, own: boolean | undefined) {
  const { settings } = facts().app;
  const app = { settings: { ...settings, requestable: setting === undefined ? {} : { role: setting } } };
  return requestable(facts({ app, entitlement: { requestable: own } }));
}

describe('what can be requested', () => {
  it.each<[Requestable | undefined, boolean | undefined, boolean]>([
    ['all', undefined, true],
    ['all', true, true],
    ['all', false, false],
    ['listed', undefined, false],
    ['listed', true, true],
    ['listed', false, false],
    ['none', undefined, false],
    ['none', true, false],
    [undefined, undefined, true],
    [undefined, false, false],
  ])('when the app offers %s of the kind and the entitlement says %s: %s', (setting, own, ok) => {
    expect(offered(setting, own).ok).toBe(ok);
  });

  it('when it is refused, then all reasons are there and the first is the answer', () => {
    const refusal = requestable(facts({ entitlement: { requestable: false }, openTo: { departments: ['IT'] } }));
    expect(refusal).toMatchObject({
      ok: false,
      problem: { code: 'not_requestable', detail: 'Sales of CRM cannot be requested.' },
    });
    expect(refusal.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      ...['exists satisfied', 'requestable unsatisfied', 'active satisfied', 'open to unsatisfied'],
    ]);
  });

  it.each<[string, Given, string]>([
    ['the app is archived', { app: { archived: true } }, 'CRM has no Sales.'],
    ['the entitlement is archived', { entitlement: { archived: true } }, 'CRM has no Sales.'],
    ['it belongs to another app', { entitlement: { appId: 'app_shop' } }, 'CRM has no Sales.'],
    ['the person has left', { beneficiary: { status: 'offboarded' } }, 'Maya Ortiz has left.'],
    ['the app is for others', { openTo: { groups: ['board'] } }, 'CRM is not open to Maya Ortiz.'],
  ])('when %s, then it is not', (_, given, detail) => {
    expect(requestable(facts(given))).toMatchObject({ ok: false, problem: { code: 'not_requestable', detail } });
  });

  it('when a look at it breaks, then it is not', () => {
    const broken = facts({ beneficiary: { groups: undefined as never }, openTo: { groups: ['staff'] } });
    const refusal = requestable(broken);
    expect(refusal.ok).toBe(false);
    expect(refusal.checks.at(-1)).toMatchObject({ name: 'open to', outcome: 'failed' });
  });
});

describe('what nobody should hold together', () => {
  const policy: Pick<Policy, 'dutyConflicts'> = {
    dutyConflicts: [
      { name: 'Pay and approve', one: ['bank/pay'], other: ['bank/approve', 'bank/close'], effect: 'block' },
      { name: 'Suppliers', one: ['bank/suppliers'], other: ['bank/pay'], effect: 'flag' },
    ],
  };
  const found = (held: string[], adds: string[], removes: string[] = []) =>
    dutyConflicts(policy, { held, adds, removes }).map(({ name, asked, with: other }) => `${name}: ${asked}, ${other}`);

  it.each<[string, string[], string[], string[], string[]]>([
    [
      'is asked for beside what is held',
      ['bank/approve'],
      ['bank/pay'],
      [],
      ['Pay and approve: bank/pay, bank/approve'],
    ],
    [
      'is asked for the other way round',
      ['bank/pay'],
      ['bank/approve'],
      [],
      ['Pay and approve: bank/approve, bank/pay'],
    ],
    ['is asked for in one request', [], ['bank/pay', 'bank/close'], [], ['Pay and approve: bank/pay, bank/close']],
    [
      'meets two of them',
      ['bank/suppliers', 'bank/approve'],
      ['bank/pay'],
      [],
      ['Pay and approve: bank/pay, bank/approve', 'Suppliers: bank/pay, bank/suppliers'],
    ],
    ['is given back in the same request', ['bank/approve'], ['bank/pay'], ['bank/approve'], []],
    ['was there before and is not touched', ['bank/approve', 'bank/pay'], ['bank/other'], [], []],
    ['is there, and asked for again', ['bank/approve', 'bank/pay'], ['bank/pay'], [], []],
    ['is not there', ['bank/other'], ['bank/pay'], [], []],
  ])('when it %s', (_, held, adds, removes, findings) => {
    expect(found(held, adds, removes)).toEqual(findings);
  });

  it('when it blocks, then the request is blocked; when it only marks, then it is not', () => {
    const find = (held: string[]) => dutyConflicts(policy, { held, adds: ['bank/pay'], removes: [] });
    expect(isBlocked(find(['bank/approve']))).toBe(true);
    expect(isBlocked(find(['bank/suppliers']))).toBe(false);
    expect(find(['bank/suppliers'])[0]?.because).toBe('Suppliers: bank/pay and bank/suppliers are not held together.');
  });
});
