import type { Result } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';

/** The texts of CSV files; what is not given is left alone. */
export interface CsvTexts {
  readonly people?: string | undefined;
  readonly apps?: string | undefined;
  readonly entitlements?: string | undefined;
}

export type OrganisationFile = { readonly yaml: string } | { readonly csv: CsvTexts };

/** Organisations as people write them. */
export interface OrganisationFiles {
  /** What the file says, on top of `onto`: a section that is not in it is taken from there. */
  read(file: OrganisationFile, onto: Organisation): Result<Organisation>;
  write(organisation: Organisation): string;
}
