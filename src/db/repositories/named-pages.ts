export const BY_NAME = { orderBy: { name: 'asc', id: 'asc' } } as const;

interface After {
  readonly name: string;
  readonly id: string;
}

/** Those that are called so, from behind `after` in the order of names. */
export function named(columns: readonly string[], search: string | undefined, after: After | undefined): object {
  const found =
    search === undefined ? [] : [{ $or: columns.map((column) => ({ [column]: { $like: `%${search}%` } })) }];
  const behind =
    after === undefined ? [] : [{ $or: [{ name: { $gt: after.name } }, { name: after.name, id: { $gt: after.id } }] }];
  const all = [...found, ...behind];
  return all.length === 0 ? {} : { $and: all };
}
