import type { AppSettings, ReasonSettings } from '../../domain/catalog/app.ts';
import type { LeaseLimits } from '../../domain/lease/limits.ts';
import { ENTITLEMENT_KINDS, type ExtraField } from '../../domain/catalog/entitlement.ts';
import type { AppEntry, EntitlementEntry } from '../../domain/organisation/organisation.ts';
import { type Plain, unless, unlessBare, unlessEmpty } from './plain.ts';

export function plainApp({ settings, ...app }: AppEntry): Plain {
  return {
    slug: app.slug,
    name: unless(app.slug, app.name),
    description: unless('', app.description),
    connector: app.connector,
    connector_config: unlessBare(app.connectorConfig),
    owners: unlessEmpty(app.owners),
    requestable: plainRequestable(settings.requestable),
    lease: plainLease({ ...settings.lease, overMaximum: unless('cap', settings.lease.overMaximum) }),
    reason: plainReason(settings.reason),
    comment_on_reject: unless(false, settings.commentOnReject),
    break_glass: settings.breakGlass && { maximum: settings.breakGlass.maximum },
    instructions: settings.instructions,
    entitlements: unlessEmpty(app.entitlements.map(plainEntitlement)),
  };
}

/** One word where it is the same for every kind. */
function plainRequestable(requestable: AppSettings['requestable']): unknown {
  const choices = ENTITLEMENT_KINDS.map((kind) => requestable[kind] ?? 'all');
  const [first] = choices;
  if (choices.every((choice) => choice === first)) return unless('all', first);
  return Object.fromEntries(ENTITLEMENT_KINDS.map((kind, i) => [kind, unless('all', choices[i])]));
}

function plainLease(limits: LeaseLimits): Plain | undefined {
  return unlessBare({
    maximum: limits.maximum,
    hard_maximum: limits.hardMaximum,
    over_maximum: limits.overMaximum,
    extension_limit: limits.extensionLimit,
  });
}

function plainReason({ list, freeText }: ReasonSettings): Plain | undefined {
  return unlessBare({ list: unlessEmpty(list), free_text: unless('required', freeText) });
}

export function plainEntitlement(entitlement: EntitlementEntry): Plain {
  return {
    slug: entitlement.slug,
    name: unless(entitlement.slug, entitlement.name),
    description: unless('', entitlement.description),
    kind: entitlement.kind,
    risk: entitlement.risk,
    external_id: unless(entitlement.slug, entitlement.externalId),
    levels: unlessEmpty(entitlement.levels),
    fields: unlessEmpty(entitlement.fields.map(plainField)),
    exclusive_set: entitlement.exclusiveSet,
    seats: entitlement.seats,
    lease: plainLease(entitlement.lease),
    requestable: entitlement.requestable,
    owners: unlessEmpty(entitlement.owners),
  };
}

function plainField(field: ExtraField): Plain {
  return {
    name: field.name,
    title: unless(field.name, field.title),
    type: unless('string', field.type),
    required: unless(false, field.required),
    options: field.options,
    max_length: field.maxLength,
  };
}
