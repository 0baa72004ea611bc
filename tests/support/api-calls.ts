import { DAY } from '../../src/domain/time.ts';
import type { ApiWorld } from './api-world.ts';

const WISH = { app: 'aws', changes: [{ op: 'add', entitlement: 'root' }], lease: { kind: 'for', length: 'PT8H' } };
const FILE = { yaml: 'organisation: { name: Example, zone: UTC }' };

/** A body that each route understands. A route that is not here is one that nobody has tried. */
export const BODIES: { readonly [path: string]: object } = {
  '/requests': WISH,
  '/requests/preview': WISH,
  '/requests/bundle': { requests: [WISH] },
  '/requests/{id}/decisions': { decision: 'approve' },
  '/requests/{id}/cancellation': { reason: 'not needed' },
  '/requests/{id}/end': { reason: 'not needed' },
  '/requests/{id}/extension': { lease: { kind: 'for', length: 'PT1H' } },
  '/requests/{id}/reminder': {},
  '/requests/{id}/retry': {},
  '/requests/{id}/questions': { text: 'Why?' },
  '/requests/{id}/answers': { text: 'Because.' },
  '/grants': WISH,
  '/holdings/{id}/end': {},
  '/tasks/{id}/completion': {},
  '/tasks/{id}/refusal': { reason: 'no rights' },
  '/tasks/{id}/assignment': { to: 'ada@example.com' },
  '/policy/plan': FILE,
  '/policy/simulate': FILE,
  '/policy/apply': { ...FILE, version: 1 },
  '/people/{id}/delegations': { to: 'tom@example.com', endsAt: new Date(Date.now() + DAY).toISOString() },
  '/people/{id}/out-of-office': { until: null },
  '/people/{id}/offboarding': {},
  '/delegations/{id}/end': {},
  '/tokens': { name: 'laptop', scopes: ['read'], days: 1 },
  '/tokens/{id}/revocation': {},
  '/settings': { membersSee: 'own' },
  '/freeze': { app: 'aws' },
  '/unfreeze': { app: 'aws' },
  '/takings/pause': { until: new Date(Date.now() + DAY).toISOString() },
  '/takings/resume': {},
  '/me/notifications': { choices: { ended: 'none' } },
};

export interface Route {
  readonly method: string;
  readonly path: string;
  /** What stands in the path, and of which form. */
  readonly params: readonly { readonly name: string; readonly schema: { readonly pattern?: string } }[];
  readonly operation: Operation;
}

interface Operation {
  readonly parameters?: readonly (Route['params'][number] & { readonly in: string; readonly required?: boolean })[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: { readonly [status: string]: object };
}

export interface Described {
  readonly components: { readonly schemas: { readonly [name: string]: object } };
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
}

export async function describedBy({ api }: Pick<ApiWorld, 'api'>): Promise<Described> {
  return (await (await api.ask('/api/v1/openapi.json')).json()) as Described;
}

/** Every route that the API describes. */
export function routesIn({ paths }: Described): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...{ method: method.toUpperCase(), path: path.replace('/api/v1', ''), operation },
      params: (operation.parameters ?? []).filter((one) => one.in === 'path'),
    })),
  );
}

export function pathOf({ path }: Pick<Route, 'path'>, value: string): string {
  return path.replace(/\{\w+\}/, value);
}

/** The body for it where it takes one. */
export function bodyOf({ method, path }: Route): object | undefined {
  if (method === 'GET') return undefined;
  const body = BODIES[path];
  if (body === undefined) throw new Error(`tests/support/api-calls.ts has no body for ${path}`);
  return body;
}
