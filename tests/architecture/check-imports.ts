import { matchesGlob, posix } from 'node:path';
import { importLaw, type Row, typesForAll } from './import-law.ts';
import type { Import, Source } from './source.ts';

export function importViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const row = importLaw.find(({ from }) => from.some((glob) => matchesGlob(source.path, glob)));
    if (row === undefined) return [`${source.path}:1 has no row in the import law: give its folder one`];
    return source.imports
      .filter((one) => !isAllowed(source.path, one, row))
      .map((one) => `${source.path}:${one.line} imports ${one.specifier}: not allowed because ${row.because}`);
  });
}

/** The file that a relative import names, or nothing for a package. */
export function importedFile(importer: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : undefined;
}

function isAllowed(importer: string, one: Import, row: Row): boolean {
  const file = importedFile(importer, one.specifier);
  if (file === undefined) return packageAllowed(one.specifier, row.packages);
  const types = one.typeOnly ? [...(row.types ?? []), ...typesOf(importer)] : [];
  const own = ownFolder(importer);
  return [...row.files, ...types].some((glob) => matchesGlob(file, glob.replace('{own}', own)));
}

/** `import type` from domain and ports is free for all, except that the domain does not look up to its ports. */
function typesOf(importer: string): readonly string[] {
  return importer.startsWith('src/domain/') ? [] : typesForAll;
}

/** `workflows/campaign` for everything below it, `src/connectors/ldap` likewise. */
function ownFolder(importer: string): string {
  const depth = importer.startsWith('src/') ? 3 : 2;
  return importer.split('/').slice(0, depth).join('/');
}

function packageAllowed(specifier: string, globs: readonly string[]): boolean {
  const fits = (glob: string) => matchesGlob(specifier, glob);
  if (globs.some((glob) => glob.startsWith('!') && fits(glob.slice(1)))) return false;
  return globs.some((glob) => !glob.startsWith('!') && fits(glob));
}
