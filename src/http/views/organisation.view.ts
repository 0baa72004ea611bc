import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { Delegation, Person } from '../../domain/people/person.ts';
import { orNull, time } from './moments.ts';

export function personView(person: Person) {
  const { id, name, email, title, department, managerId, status, roles, groups, outOfOfficeUntil } = person;
  return {
    ...{ id, name, email, title, department, manager: managerId ?? null, status },
    ...{ roles: [...roles], groups: [...groups], outOfOfficeUntil: orNull(outOfOfficeUntil) },
  };
}

export function appView({ id, slug, name, description, ownerIds, connector, frozen, settings }: App) {
  return {
    ...{ id, slug, name, description, owners: [...ownerIds], connector, frozen },
    reason: { list: settings.reason.list.map((one) => ({ ...one })), freeText: settings.reason.freeText },
    ...{ commentOnReject: settings.commentOnReject, emergencies: settings.breakGlass !== undefined },
  };
}

export function entitlementView(entitlement: Entitlement) {
  const { id, slug, name, description, kind, risk, levels, fields, exclusiveSet, seats, ownerIds } = entitlement;
  return {
    ...{ id, slug, name, description, kind, risk, levels: [...levels], owners: [...ownerIds] },
    ...{ exclusiveSet: exclusiveSet ?? null, seats: seats ?? null },
    fields: fields.map(({ name: field, title, type, required, options, maxLength }) => ({
      ...{ name: field, title, type, required },
      ...{ options: options === undefined ? null : [...options], maxLength: maxLength ?? null },
    })),
  };
}

export function delegationView({ id, fromId, toId, startsAt, endsAt }: Delegation) {
  return { id, from: fromId, to: toId, startsAt: time(startsAt), endsAt: time(endsAt) };
}
