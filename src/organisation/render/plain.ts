/** Values as YAML will show them: keys in the order given; what is left out is undefined. */
export type Plain = { readonly [key: string]: unknown };

/** Leaves out what the parser would add by itself, so that the text says only what somebody decided. */
export function unless<Value>(usual: Value, value: Value): Value | undefined {
  return value === usual ? undefined : value;
}

export function unlessEmpty<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The map, or nothing where it has no value at all. */
export function unlessBare(map: Plain): Plain | undefined {
  return Object.values(map).every((value) => value === undefined) ? undefined : map;
}
