import type { App } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { Person } from '../people/person.ts';
import { type Analysis, analysis, check, type CodedCheck } from './check.ts';
import type { Who } from './policy.ts';
import { isAmong } from './who.ts';

export interface RequestableFacts {
  readonly app: Pick<App, 'id' | 'name' | 'archived' | 'settings'>;
  readonly entitlement: Pick<Entitlement, 'appId' | 'name' | 'kind' | 'requestable' | 'archived'>;
  readonly beneficiary: Pick<Person, 'name' | 'status' | 'department' | 'title' | 'groups'>;
  /** Whom the app is for; undefined: everybody. */
  readonly openTo?: Who | undefined;
}

/** Whether this may be asked for at all. Looked at before approvers are sought; what fails here is not even shown. */
export function requestable(facts: RequestableFacts): Analysis<true> {
  return analysis([isThere(facts), isOffered(facts), isActive(facts), isOpenTo(facts)], () => true);
}

/** What people may ask for does not bind those who grant. */
export function offeringAll(app: App): App {
  return { ...app, settings: { ...app.settings, requestable: {} } };
}

function isThere({ app, entitlement }: RequestableFacts): CodedCheck {
  const holds = () => entitlement.appId === app.id && !app.archived && !entitlement.archived;
  const sentences = {
    yes: `${entitlement.name} is part of ${app.name}.`,
    no: `${app.name} has no ${entitlement.name}.`,
  };
  return { ...check('exists', holds, sentences), code: 'not_requestable' };
}

/** `none` means none: an entitlement may leave what its kind offers, and only join a list. */
function isOffered({ app, entitlement }: RequestableFacts): CodedCheck {
  const setting = app.settings.requestable[entitlement.kind] ?? 'all';
  const holds = () => {
    if (setting === 'none') return false;
    return setting === 'all' ? entitlement.requestable !== false : entitlement.requestable === true;
  };
  const yes = `${entitlement.name} can be requested.`;
  const no = `${entitlement.name} of ${app.name} cannot be requested.`;
  return { ...check('requestable', holds, { yes, no }), code: 'not_requestable' };
}

function isActive({ beneficiary }: RequestableFacts): CodedCheck {
  const sentences = { yes: `${beneficiary.name} is active.`, no: `${beneficiary.name} has left.` };
  return { ...check('active', () => beneficiary.status === 'active', sentences), code: 'not_requestable' };
}

function isOpenTo({ app, entitlement, beneficiary, openTo }: RequestableFacts): CodedCheck {
  const yes = `${beneficiary.name} may have ${entitlement.name}.`;
  const no = `${app.name} is not open to ${beneficiary.name}.`;
  return { ...check('open to', () => isAmong(beneficiary, openTo), { yes, no }), code: 'not_requestable' };
}
