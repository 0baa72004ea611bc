import { defineEntity, p } from '@mikro-orm/core';
import type { DelegationId, PersonId } from '../../domain/ids.ts';
import type { GrantedRole, PersonStatus } from '../../domain/people/person.ts';
import { id, instant, json, word } from './columns.ts';

export const PersonRow = defineEntity({
  name: 'PersonRow',
  tableName: 'person',
  properties: {
    id: id<PersonId>().primary(),
    name: p.text(),
    email: p.text().unique(),
    title: p.text(),
    department: p.text().index(),
    managerId: id<PersonId>().nullable().index(),
    status: word<PersonStatus>(),
    slackUserId: p.text().nullable().unique(),
    groups: json<readonly string[]>(),
    roles: json<readonly GrantedRole[]>(),
    outOfOfficeUntil: instant().nullable(),
  },
  indexes: [{ properties: ['name', 'id'] }],
});

export const DelegationRow = defineEntity({
  name: 'DelegationRow',
  tableName: 'delegation',
  properties: {
    id: id<DelegationId>().primary(),
    fromId: id<PersonId>().index(),
    toId: id<PersonId>().index(),
    startsAt: instant(),
    endsAt: instant(),
  },
});
