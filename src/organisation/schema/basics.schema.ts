import { z } from 'zod';
import { notALength, readLength } from '../length.ts';
import { didYouMean, quoted } from '../wording.ts';

/** A map with exactly these keys; `what` is what people call it: `a person`. */
export function thing<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, what, known) : undefined),
  });
}

/** One sentence a key, a line each: zod reports all of them as one issue. */
function unknownKeys(keys: readonly string[], what: string, known: readonly string[]): string {
  return keys.map((key) => `is not a key of ${what}${didYouMean(key, known)}`).join('\n');
}

/** A list of different things; one thing may stand alone. */
export function many<Item extends z.ZodType>(item: Item, most = 100) {
  return z.preprocess(asList, z.array(item).max(most).superRefine(refuseTwice));
}

/** At least one, where an empty list would be a riddle. */
export function some<Item extends z.ZodType>(item: Item, most = 100) {
  const list = z.array(item).min(1, 'must not be an empty list').max(most);
  return z.preprocess(asList, list.superRefine(refuseTwice));
}

function asList(value: unknown): unknown {
  return value === undefined || value === null || Array.isArray(value) ? value : [value];
}

function refuseTwice(items: readonly unknown[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const key = JSON.stringify(item);
    if (seen.has(key)) context.addIssue({ code: 'custom', message: `names ${key} twice`, path: [index] });
    seen.add(key);
  }
}

export function text(longest = 200) {
  return z.string().trim().min(1, 'must not be empty').max(longest);
}

export function wholeNumber(least: number, most: number) {
  const wrong = `must be a whole number from ${least} to ${most}`;
  return z.number().refine((value) => Number.isInteger(value) && value >= least && value <= most, { error: wrong });
}

/** A word for machines: it identifies the thing, so that its name may change. */
export const slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: (issue) => `must be lower-case letters, digits and single hyphens, not ${quoted(issue.input)}`,
  });

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: (issue) => `must be an e-mail address, not ${quoted(issue.input)}` }));

/** `app/entitlement`; whether it exists is checked later. */
export const entitlementRef = z.string().regex(/^[^/]+\/[^/]+$/, {
  error: (issue) => `must be APP/ENTITLEMENT, not ${quoted(issue.input)}`,
});

export const length = z.string({ error: sayNotLength }).transform((value, context) => {
  const read = readLength(value.trim());
  if (read.ok) return read.length;
  context.addIssue({ code: 'custom', message: read.wrong });
  return z.NEVER;
});

/** A missing or empty one is said elsewhere. */
function sayNotLength({ input }: { readonly input?: unknown }): string | undefined {
  return input === undefined || input === null ? undefined : notALength(input);
}

export const zone = z.string().refine(isZone, {
  error: (issue) => {
    const near = didYouMean(String(issue.input), Intl.supportedValuesOf('timeZone'));
    return `must be a time zone such as Europe/Berlin, not ${quoted(issue.input)}${near}`;
  },
});

/** An offset such as `+02:00` is no zone: it does not know summer time. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
