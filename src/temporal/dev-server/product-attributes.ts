import { searchAttributes } from '../search-attributes.ts';

/** Name to type, as `startDevServer` takes them. */
export const productAttributes: Record<string, string> = Object.fromEntries(
  Object.values(searchAttributes).map(({ name, type }) => [name, type]),
);
