import { importedFile } from './check-imports.ts';
import type { Source } from './source.ts';

// Jest takes what it is told to load from the default export only.
const DEFAULT_EXPORT_WANTED = new Set([
  'jest.config.mjs',
  ...['order-of-files', 'native-environment', 'native-runtime', 'reporter'].map((name) => `tests/setup/${name}.ts`),
]);

export function defaultExports(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => !DEFAULT_EXPORT_WANTED.has(source.path))
    .flatMap((source) =>
      source.defaultExports.map((line) => `${source.path}:${line} exports a default: give it a name`),
    );
}

/** A file may pass on names of its neighbours; a file that passes on what another passed on hides where things are. */
export function deepBarrels(sources: readonly Source[]): string[] {
  const barrels = new Set(sources.filter((source) => source.imports.some(isReexport)).map((source) => source.path));
  return sources.flatMap((source) =>
    source.imports.filter(isReexport).flatMap((one) => {
      const at = `${source.path}:${one.line} exports ${one.specifier} on`;
      if (one.reexport === 'everything') return [`${at} as a whole: name what is meant`];
      return barrels.has(importedFile(source.path, one.specifier) ?? '') ? [`${at}, which exports it on itself`] : [];
    }),
  );
}

/** Each circle once, as `a → b → a`; circles of types count: they too say that two files are one. */
export function cycles(sources: readonly Source[]): string[] {
  const edges = new Map(sources.map((source) => [source.path, filesImportedBy(source)]));
  const done = new Set<string>();
  const found: string[] = [];
  const follow = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) follow(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) follow(path, []);
  return found;
}

function filesImportedBy(source: Source): string[] {
  return source.imports.flatMap((one) => importedFile(source.path, one.specifier) ?? []);
}

function isReexport(one: Source['imports'][number]): boolean {
  return one.reexport !== 'no';
}
