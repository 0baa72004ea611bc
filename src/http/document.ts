import type { OpenAPIHono } from '@hono/zod-openapi';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** A call as its description says it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Those in the path and the query. */
  readonly parameters: readonly string[];
  readonly successes: readonly number[];
  readonly codes: readonly string[];
}

const METHODS = ['get', 'post', 'put'] as const;

export function callsIn({ paths }: Pick<Document, 'paths'>): Call[] {
  return Object.entries(paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, ...described(operation) }];
    }),
  );
}

type Operation = NonNullable<NonNullable<NonNullable<Document['paths']>[string]>['get']>;

function described({ summary = '', description = '', parameters = [], responses = {} }: Operation) {
  const named = parameters.flatMap((one) => ('name' in one && one.in !== 'header' ? [one.name] : []));
  const answers = Object.entries(responses as { readonly [status: string]: Answer });
  const successes = answers.map(([status]) => Number(status)).filter((status) => status < 300);
  return {
    summary,
    description,
    parameters: named,
    successes,
    codes: answers.flatMap(([, answer]) => codesOf(answer)),
  };
}

interface Answer {
  readonly content?: { readonly [type: string]: { readonly schema: ProblemSchema } };
}

/** The schema of any problem, narrowed to what this answer may carry. */
interface ProblemSchema {
  readonly allOf?: readonly { readonly properties?: { readonly code?: { readonly enum: readonly string[] } } }[];
}

function codesOf({ content }: Answer): readonly string[] {
  const narrowed = content?.['application/problem+json']?.schema.allOf ?? [];
  return narrowed.flatMap(({ properties }) => properties?.code?.enum ?? []);
}
