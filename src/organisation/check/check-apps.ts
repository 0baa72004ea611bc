import type { AppEntry } from '../../domain/organisation/organisation.ts';
import type { Finding } from '../finding.ts';
import { didYouMean, quoted } from '../wording.ts';
import { duplicates } from './duplicates.ts';
import { danglingAll, type Names } from './names.ts';

export function checkApps(apps: readonly AppEntry[], names: Names, connectors: readonly string[]): readonly Finding[] {
  return [
    ...duplicates(
      apps,
      'the app',
      ({ slug }) => slug,
      (i) => ['apps', i, 'slug'],
    ),
    ...apps.flatMap((app, i) => [
      ...checkConnector(app, i, connectors),
      ...danglingAll(`app ${quoted(app.slug)}`, 'owner', app.owners, names.people, ['apps', i, 'owners']),
      ...duplicates(
        app.settings.reason.list,
        'the reason',
        ({ code }) => code,
        (r) => ['apps', i, 'reason', 'list', r],
      ),
      ...checkEntitlements(app, i, names),
    ]),
  ];
}

function checkConnector({ slug, connector }: AppEntry, i: number, connectors: readonly string[]): readonly Finding[] {
  if (connectors.includes(connector)) return [];
  const near = didYouMean(connector, connectors);
  const sentence = `app ${quoted(slug)} names connector ${quoted(connector)}, which does not exist${near}`;
  return [{ path: ['apps', i, 'connector'], sentence }];
}

function checkEntitlements(app: AppEntry, i: number, names: Names): readonly Finding[] {
  const path = (j: number, ...more: PropertyKey[]) => ['apps', i, 'entitlements', j, ...more];
  const { entitlements } = app;
  return [
    ...duplicates(
      entitlements,
      'the entitlement',
      ({ slug }) => `${app.slug}/${slug}`,
      (j) => path(j, 'slug'),
    ),
    // Two entitlements for one thing in the app would undo each other at every reconcile.
    ...duplicates(
      entitlements,
      'the external id',
      ({ kind, externalId }) => `${kind} ${externalId}`,
      (j) => path(j, 'external_id'),
    ),
    ...entitlements.flatMap(({ slug, owners, fields }, j) => [
      ...danglingAll(`entitlement ${quoted(slug)}`, 'owner', owners, names.people, path(j, 'owners')),
      ...duplicates(
        fields,
        'the field',
        ({ name }) => name,
        (f) => path(j, 'fields', f, 'name'),
      ),
    ]),
  ];
}
