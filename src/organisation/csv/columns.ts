/** How a cell is read: `list` has its items separated by `|`. */
export type CellKind = 'text' | 'list' | 'number' | 'flag';

export interface Column {
  /** Where the value stands in an entry of `leasehold.yaml`. */
  readonly path: readonly string[];
  readonly kind: CellKind;
}

export type Columns = Readonly<Record<string, Column>>;

const at = (kind: CellKind, ...path: string[]): Column => ({ path, kind });

const lease: Columns = {
  maximum: at('text', 'lease', 'maximum'),
  hard_maximum: at('text', 'lease', 'hard_maximum'),
  over_maximum: at('text', 'lease', 'over_maximum'),
  extension_limit: at('text', 'lease', 'extension_limit'),
};

export const peopleColumns: Columns = {
  email: at('text', 'email'),
  name: at('text', 'name'),
  title: at('text', 'title'),
  department: at('text', 'department'),
  manager: at('text', 'manager'),
  status: at('text', 'status'),
  groups: at('list', 'groups'),
  roles: at('list', 'roles'),
  slack_user_id: at('text', 'slack_user_id'),
};

export const appColumns: Columns = {
  slug: at('text', 'slug'),
  name: at('text', 'name'),
  description: at('text', 'description'),
  connector: at('text', 'connector'),
  owners: at('list', 'owners'),
  requestable: at('text', 'requestable'),
  ...lease,
  comment_on_reject: at('flag', 'comment_on_reject'),
  break_glass: at('text', 'break_glass'),
  instructions: at('text', 'instructions'),
};

export const entitlementColumns: Columns = {
  app: at('text', 'app'),
  slug: at('text', 'slug'),
  name: at('text', 'name'),
  description: at('text', 'description'),
  kind: at('text', 'kind'),
  risk: at('text', 'risk'),
  external_id: at('text', 'external_id'),
  levels: at('list', 'levels'),
  exclusive_set: at('text', 'exclusive_set'),
  seats: at('number', 'seats'),
  requestable: at('flag', 'requestable'),
  owners: at('list', 'owners'),
  ...lease,
};
