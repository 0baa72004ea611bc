import { refused } from '../domain/errors.ts';
import type { OrganisationFiles } from '../ports/organisation-files.ts';
import { parseCsv } from './parse-csv.ts';
import { parseYaml } from './parse-yaml.ts';
import { renderYaml } from './render-yaml.ts';

export const organisationFiles: OrganisationFiles = {
  read(file, onto) {
    if ('yaml' in file) return parseYaml(file.yaml, { onto });
    const isNothing = Object.values(file.csv).every((text) => text === undefined);
    return isNothing ? refused('malformed', 'No file was given. Nothing was changed.') : parseCsv(file.csv, { onto });
  },
  write: renderYaml,
};
