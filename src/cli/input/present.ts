type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** What was given, and nothing in place of what was not. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
