import type { z } from 'zod';
import type { planWishSchema } from '../../http/schemas/policy.ts';
import { maybe, text } from '../command.ts';
import { misused, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';

export const FILE = { file: maybe('a leasehold.yaml; - for what is piped in') };

export const CSV_OPTIONS = {
  people: text('FILE', 'people as CSV instead'),
  apps: text('FILE', 'apps as CSV instead'),
  entitlements: text('FILE', 'entitlements as CSV instead'),
};

export interface FileGiven {
  readonly file: string | undefined;
  readonly people: string | undefined;
  readonly apps: string | undefined;
  readonly entitlements: string | undefined;
}

export type File = z.output<typeof planWishSchema>;
type Csv = { [table in 'people' | 'apps' | 'entitlements']?: string };

/** The organisation as a file, or tables of it. */
export async function fileIn({ readInput }: Shell, { file, ...tables }: FileGiven): Promise<Result<File>> {
  const named = Object.entries({ ...tables }).filter(([, path]) => path !== undefined) as [keyof Csv, string][];
  if ((file === undefined) === (named.length === 0))
    return misused('Which file? Either a leasehold.yaml, or one or more of --people, --apps and --entitlements.');
  if (file !== undefined) {
    const yaml = await readInput(file);
    return yaml.ok ? ok({ yaml: yaml.value }) : yaml;
  }
  const csv: Csv = {};
  for (const [table, path] of named) {
    const read = await readInput(path);
    if (!read.ok) return read;
    csv[table] = read.value;
  }
  return ok({ csv });
}
