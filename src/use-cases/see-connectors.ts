import type { App } from '../domain/catalog/app.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import { may } from '../domain/people/rights.ts';
import type { Store } from '../ports/store.ts';

export interface ConnectorInUse {
  readonly name: string;
  readonly apps: readonly string[];
  /** Names, never values; `isSet` is undefined where nobody here can know. */
  readonly secrets: readonly { readonly name: string; readonly isSet: boolean | undefined }[];
}

interface Deps {
  readonly store: Pick<Store, 'catalog'>;
  readonly hasSecret?: ((name: string) => boolean) | undefined;
}

/** By what apps are reached, for those who may read the file of the organisation; nothing for others. */
export async function seeConnectors(
  { store, hasSecret }: Deps,
  roles: readonly GrantedRole[],
): Promise<readonly ConnectorInUse[]> {
  if (!may('read_policy', roles)) return [];
  const apps = (await store.catalog.apps()).filter(({ archived }) => !archived);
  const inUse = [...Map.groupBy(apps, ({ connector }) => connector)].map(([name, those]) => ({
    name,
    apps: those.map((app) => app.name),
    secrets: [...new Set(those.flatMap(secretsNamedBy))].map((secret) => ({
      name: secret,
      isSet: hasSecret?.(secret),
    })),
  }));
  return inUse.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** `secret` and whatever ends in `_secret` names one: connectors have no other way of saying it. */
function secretsNamedBy({ connectorConfig }: App): readonly string[] {
  const named = Object.entries(connectorConfig).filter(([key]) => /(^|_)secret$/.test(key));
  return named.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
}
