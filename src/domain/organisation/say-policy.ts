import { sayLength } from '../lease/length.ts';
import type { ApproverSource, Condition, LevelPolicy, Mode, Outcome } from '../policy/policy.ts';
import { sayWho } from '../policy/who.ts';
import { quoted, sayNames } from './wording.ts';

export function sayOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'flow':
      return `goes to flow ${quoted(outcome.flow)}`;
    case 'auto_approve':
      return 'approves at once';
    case 'deny':
      return `refuses with ${quoted(outcome.message)}`;
  }
}

/** What a rule asks before it applies. */
export function sayCondition(when: Condition): string {
  const { requester, beneficiary, longerThan } = when;
  const parts = [
    among('app', when.apps),
    among('entitlement', when.entitlements),
    among('kind', when.kinds),
    among('change', when.changes),
    among('risk', when.risk),
    longerThan && `a lease longer than ${sayLength(longerThan)}`,
    requester && `a requester of ${sayWho(requester)}`,
    beneficiary && `a beneficiary of ${sayWho(beneficiary)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'anything' : parts.join('; ');
}

function among(what: string, words: readonly string[] | undefined): string | undefined {
  return words && `${what} ${sayNames(words, 'or')}`;
}

const DAILY = 'PT24H';

/** Who decides a level and how, and whatever else of it is not as usual. */
export function sayLevel(level: LevelPolicy): string {
  const { fallback, escalation, remindAfter, remindEvery } = level;
  const parts = [
    `${saySources(level.approvers)}${sayMode(level.mode)}`,
    fallback.length === 0 ? undefined : `else ${saySources(fallback)}`,
    level.requesterPicks ? 'the requester picks' : undefined,
    level.distinct ? undefined : 'the same person may decide again',
    remindAfter === DAILY && remindEvery === DAILY
      ? undefined
      : `reminded after ${sayLength(remindAfter)}, then every ${sayLength(remindEvery)}`,
    escalation && `after ${sayLength(escalation.after)} also ${saySources(escalation.to)}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function sayMode(mode: Mode): string {
  if (mode.kind === 'n_of_m') return ` (${mode.needed} of them)`;
  return mode.kind === 'all' ? ' (all of them)' : '';
}

function saySources(sources: readonly ApproverSource[]): string {
  return sayNames(sources.map(saySource), 'or');
}

const WORDS = {
  manager: 'the manager',
  managers_manager: "the manager's manager",
  app_owner: 'an owner of the app',
  entitlement_owner: 'an owner of the entitlement',
} as const;

function saySource(source: ApproverSource): string {
  switch (source.kind) {
    case 'people':
      return sayNames(source.people, 'or');
    case 'group':
      return `group ${quoted(source.group)}`;
    case 'role':
      return `role ${source.role}`;
    case 'manager':
    case 'managers_manager':
    case 'app_owner':
    case 'entitlement_owner':
      return WORDS[source.kind];
  }
}
