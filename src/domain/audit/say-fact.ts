import type { Actor, AuditFact, FactName, Surface } from './fact.ts';
import type { FieldChange } from '../organisation/field.ts';
import { sayChange } from '../organisation/say-change.ts';
import type { Assurance } from '../request/request.ts';

/** What happened, in words; the closed list of all that can be looked for. */
export const FACT_WORDS = {
  'organisation.initialised': 'Organisation set up',
  'person.added': 'Person added',
  'person.changed': 'Person changed',
  'person.offboarded': 'Person offboarded',
  'person.out_of_office_set': 'Out of office set',
  'person.notices_chosen': 'Notifications chosen',
  'delegation.added': 'Delegate named',
  'delegation.ended': 'Delegation ended',
  'app.added': 'App added',
  'app.changed': 'App changed',
  'app.archived': 'App archived',
  'entitlement.added': 'Entitlement added',
  'entitlement.changed': 'Entitlement changed',
  'entitlement.archived': 'Entitlement archived',
  'policy.applied': 'Policy applied',
  'token.minted': 'Token made',
  'token.revoked': 'Token revoked',
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'identity.bound': 'Identity bound to a person',
  'identity.forgotten': 'Who they are to providers forgotten',
  'setup_link.minted': 'Setup link made',
  'workspace.installed': 'Added to a Slack workspace',
  'workspace.channels_set': 'Channels of a Slack workspace chosen',
  'workspace.removed': 'Removed from a Slack workspace',
  'request.opened': 'Asked',
  'request.denied': 'Refused by a rule',
  'request.looked_at': 'Being looked at',
  'request.sign_in_asked': 'Approval waits for a fresh sign-in',
  'request.approved_at_level': 'Approved at a level',
  'request.approved': 'Approved',
  'request.auto_approved': 'Approved by a rule',
  'request.emergency_approved': 'Given as an emergency',
  'request.self_approved': 'Approved by whose it is',
  'request.rejected': 'Rejected',
  'request.cancelled': 'Cancelled',
  'request.lapsed': 'Lapsed',
  'request.reminded': 'Reminded',
  'request.escalated': 'Escalated',
  'request.deciders_changed': 'Who decides has changed',
  'request.asked': 'Question asked',
  'request.answered': 'Question answered',
  'request.given': 'Given',
  'request.giving_failed': 'Could not be given',
  'request.not_given_in_time': 'Not given in time',
  'request.retried': 'Tried again',
  'request.ends_soon': 'Told that it ends soon',
  'request.extended': 'Extended',
  'request.grace_given': 'Grace given',
  'request.applied': 'Applied',
  'request.re_raised': 'Raised again',
  'request.change_revoked': 'Part of it revoked',
  'request.end_asked': 'End asked for',
  'request.ending': 'Being taken back',
  'request.taking_failed': 'Could not be taken back',
  'request.ended': 'Ended',
  'request.failed': 'Given up',
  'request.restarted': 'Started again',
  'direct_grant.made': 'Granted directly',
  'holding.given': 'Access given',
  'holding.removed': 'Access removed',
  'holding.kept': 'Access kept',
  'holding.reported_done': 'Reported done',
  'holding.reported_failed': 'Reported failed',
  'task.opened': 'Task opened',
  'task.completed': 'Task completed',
  'task.refused': 'Task refused',
  'task.reassigned': 'Task handed over',
  'task.withdrawn': 'Task withdrawn',
  'task.reminded': 'Reminded of a task',
  'task.escalated': 'Task escalated',
  'app.frozen': 'Giving frozen',
  'app.unfrozen': 'Giving goes on',
  'takings.pause_proposed': 'Pause of takings proposed',
  'takings.paused': 'Takings paused',
  'takings.resumed': 'Takings go on',
  'watchdog.mended': 'Mended by the watchdog',
  'alert.raised': 'Alert raised',
} as const satisfies { readonly [Name in FactName]: string };

/** With the number of the level, where it is about one. */
export function sayFact({ fact, data }: Pick<AuditFact, 'fact' | 'data'>): string {
  const level = data?.['level'];
  if (fact === 'request.approved_at_level' && typeof level === 'number') return `Approved at level ${level}`;
  return FACT_WORDS[fact] ?? fact;
}

export function isFactName(word: string): word is FactName {
  return Object.hasOwn(FACT_WORDS, word);
}

const SURFACES: { readonly [Which in Surface]: string } = {
  web: 'web',
  slack: 'Slack',
  api: 'API',
  cli: 'command line',
  email: 'e-mail',
  temporal: 'workflow',
  start: 'start of the server',
};

const ASSURANCES: { readonly [Which in Assurance]: string } = {
  session: 'session',
  fresh_sign_in: 'fresh sign-in',
  slack_bound: 'known Slack user',
  token: 'token',
  operator: 'operator',
};

/** By which door, and how sure it is that it was them: `web, fresh sign-in`. */
export function sayDoor({ surface, assurance }: Pick<AuditFact, 'surface' | 'assurance'>): string {
  return assurance === undefined ? SURFACES[surface] : `${SURFACES[surface]}, ${ASSURANCES[assurance]}`;
}

const NOBODY = { system: 'Leasehold', workflow: 'Leasehold', operator: 'An operator', demo: 'The demo' } as const;

export function sayActor(actor: Actor, named: (id: string) => string): string {
  if (actor.kind === 'person') return named(actor.id);
  return actor.kind === 'token' ? `token ${actor.id}` : NOBODY[actor.kind];
}

/** What became otherwise by it: `title now "Lead" (was "Engineer")`. */
export function sayChanges({ fact, data }: Pick<AuditFact, 'fact' | 'data'>): string | undefined {
  const [version, changes] = [data?.['version'], data?.['changes']];
  if (fact === 'policy.applied' && typeof version === 'number') return `version ${version}`;
  if (!fact.endsWith('.changed') || !Array.isArray(changes)) return undefined;
  return (changes as unknown as readonly FieldChange[]).map(sayChange).join('; ');
}

const SAID = ['comment', 'reason', 'text', 'because', 'message', 'name', 'why'] as const;

/** What people said with it, where they said something. */
export function saidWith({ data }: Pick<AuditFact, 'data'>): string | undefined {
  const said = SAID.map((key) => data?.[key]).find((text) => typeof text === 'string' && text !== '');
  return typeof said === 'string' ? said : undefined;
}
