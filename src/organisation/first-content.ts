import { basename } from 'node:path';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { FirstContent } from '../ports/organisation-store.ts';
import { StartProblem } from '../ports/start-problem.ts';

import { createDemoPast } from './demo/demo-history.ts';
import { demoOrganisation } from './demo/demo-organisation.ts';
import { parseYaml } from './parse-yaml.ts';
import { readOrganisation } from './read-organisation.ts';
import { renderYaml } from './render-yaml.ts';

interface Wish {
  readonly organisationFile: string | undefined;
  readonly demo: boolean;
}

/** What an empty database is filled with: the given file, the demo, or nothing but the default policy. */
export async function firstContent({ organisationFile, demo }: Wish): Promise<FirstContent> {
  if (organisationFile !== undefined)
    return withText({ organisation: await fromFile(organisationFile), source: basename(organisationFile) });
  if (!demo) return withText({ organisation: nothing(), source: 'empty' });
  const organisation = demoOrganisation();
  return withText({ organisation, source: 'demo', past: createDemoPast(organisation) });
}

function withText(content: FirstContent): FirstContent {
  return { ...content, text: renderYaml(content.organisation) };
}

async function fromFile(path: string): Promise<Organisation> {
  const read = await readOrganisation(path);
  if (!read.ok) throw new StartProblem(read.problem.detail);
  return read.value;
}

function nothing(): Organisation {
  const read = parseYaml('organisation:\n  name: Leasehold\n');
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value;
}
