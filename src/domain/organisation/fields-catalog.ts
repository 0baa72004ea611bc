import type { AppSettings } from '../catalog/app.ts';
import { ENTITLEMENT_KINDS, type ExtraField } from '../catalog/entitlement.ts';
import type { LeaseLimits } from '../lease/limits.ts';
import { type Field, field } from './field.ts';
import type { AppEntry, EntitlementEntry } from './organisation.ts';

export function appFields(app: AppEntry): readonly Field[] {
  return [
    field('name', 'text', app.name),
    field('description', 'text', app.description),
    field('connector', 'word', app.connector),
    field('connector settings', 'map', app.connectorConfig),
    field('owners', 'set', app.owners),
    ...settingsFields(app.settings),
  ];
}

function settingsFields(settings: AppSettings): readonly Field[] {
  const { requestable, lease, reason, commentOnReject, breakGlass, instructions } = settings;
  return [
    ...ENTITLEMENT_KINDS.map((kind) => field(`what of each ${kind} is offered`, 'word', requestable[kind] ?? 'all')),
    ...leaseFields({ ...lease, overMaximum: lease.overMaximum ?? 'cap' }),
    field(
      'reasons to choose from',
      'list',
      reason.list.map(({ code, text }) => (code === text ? code : `${code}: ${text}`)),
    ),
    field('reason in own words', 'word', reason.freeText),
    field('comment on a rejection', 'yes', commentOnReject),
    field('longest emergency', 'length', breakGlass?.maximum),
    field('instructions', 'text', instructions),
  ];
}

function leaseFields(limits: LeaseLimits): readonly Field[] {
  return [
    field('longest lease', 'length', limits.maximum),
    field('hard maximum of a lease', 'length', limits.hardMaximum),
    field('a lease that is too long', 'word', limits.overMaximum),
    field('extension limit', 'length', limits.extensionLimit),
  ];
}

export function entitlementFields(entitlement: EntitlementEntry): readonly Field[] {
  return [
    field('name', 'text', entitlement.name),
    field('description', 'text', entitlement.description),
    field('kind', 'word', entitlement.kind),
    field('risk', 'word', entitlement.risk),
    field('name in the app', 'text', entitlement.externalId),
    field('levels', 'list', entitlement.levels),
    field('fields to fill in', 'list', entitlement.fields.map(sayExtraField)),
    field('exclusive set', 'text', entitlement.exclusiveSet),
    field('seats', 'number', entitlement.seats),
    ...leaseFields(entitlement.lease),
    field('offered', 'yes', entitlement.requestable),
    field('owners', 'set', entitlement.owners),
  ];
}

function sayExtraField({ name, title, type, required, options, maxLength }: ExtraField): string {
  const parts = [
    title === name ? name : `${name} ${JSON.stringify(title)}`,
    type,
    required ? 'required' : undefined,
    options === undefined ? undefined : `one of ${JSON.stringify(options)}`,
    maxLength === undefined ? undefined : `up to ${maxLength} characters`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
