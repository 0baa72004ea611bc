import type { Condition, DutyConflict, Rule } from '../../domain/policy/policy.ts';
import type { Finding } from '../finding.ts';
import { quoted } from '../wording.ts';
import { duplicates } from './duplicates.ts';
import { dangling, danglingAll, type Names } from './names.ts';

export function checkRules(rules: readonly Rule[], names: Names): readonly Finding[] {
  return [
    ...duplicates(
      rules,
      'the rule',
      ({ name }) => name,
      (i) => ['rules', i, 'name'],
    ),
    ...rules.flatMap((rule, i) => checkRule(rule, i, names)),
    ...neverReached(rules),
  ];
}

function checkRule({ name, when, outcome }: Rule, i: number, names: Names): readonly Finding[] {
  const who = `rule ${quoted(name)}`;
  return [
    ...(outcome.kind === 'flow' ? dangling(who, 'flow', outcome.flow, names.flows, ['rules', i, 'flow']) : []),
    ...danglingAll(who, 'app', when.apps, names.apps, ['rules', i, 'when', 'apps']),
    ...danglingAll(who, 'entitlement', when.entitlements, names.entitlements, ['rules', i, 'when', 'entitlements']),
  ];
}

/** The first match decides: a refusal written below a rule for everything would silently never apply. */
function neverReached(rules: readonly Rule[]): readonly Finding[] {
  const index = rules.findIndex(({ when }) => asksNothing(when));
  const [last, next] = [rules[index], rules[index + 1]];
  if (last === undefined || next === undefined) return [];
  const sentence = `rule ${quoted(next.name)} is never reached, because ${quoted(last.name)} before it has no "when"`;
  return [{ path: ['rules', index + 1, 'name'], sentence }];
}

function asksNothing(when: Condition): boolean {
  return Object.values(when).every((asked) => asked === undefined);
}

export function checkDuties(duties: readonly DutyConflict[], names: Names): readonly Finding[] {
  return [
    ...duplicates(
      duties,
      'the separation of duties',
      ({ name }) => name,
      (i) => ['separation_of_duties', i, 'name'],
    ),
    ...duties.flatMap((duty, i) => checkDuty(duty, i, names)),
  ];
}

function checkDuty({ name, one, other }: DutyConflict, i: number, names: Names): readonly Finding[] {
  const who = `separation of duties ${quoted(name)}`;
  const path = (side: string) => ['separation_of_duties', i, side];
  const onBothSides = other.findIndex((entitlement) => one.includes(entitlement));
  return [
    ...danglingAll(who, 'entitlement', one, names.entitlements, path('one')),
    ...danglingAll(who, 'entitlement', other, names.entitlements, path('other')),
    ...(onBothSides === -1
      ? []
      : [
          { path: [...path('other'), onBothSides], sentence: `${who} has ${quoted(other[onBothSides])} on both sides` },
        ]),
  ];
}
