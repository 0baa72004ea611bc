import fc from 'fast-check';

/** As much of JSON schema as the API's description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Named = (name: string) => Schema;

/** What nobody should send, and somebody does. */
const HOSTILE = fc.constantFrom<unknown>(
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    'x'.repeat(5000),
    '__proto__',
    "'; drop table request; --",
    '../../etc/passwd',
    '%',
    '_',
  ],
  ...['2026-13-45T99:99:99Z', 'P99999999999Y', '-P1D', 'REQ-0000000000', '{{7*7}}', '<script>', '\u202e', '🙂'],
  ...[null, true, -1, 0, 1.5, 1e308, 2 ** 53, [], {}, [[]], { kind: 'for' }, { length: {} }],
);

/** Values that a schema describes, mostly; `known` are names of what is there. */
export function valuesOf(schema: Schema, named: Named, known: readonly string[]): fc.Arbitrary<unknown> {
  const inner = (one: Schema) => valuesOf(one, named, known);
  return fc.oneof({ weight: 12, arbitrary: valid(schema, named, known, inner) }, { weight: 1, arbitrary: HOSTILE });
}

type Inner = (schema: Schema) => fc.Arbitrary<unknown>;

function valid(schema: Schema, named: Named, known: readonly string[], inner: Inner): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return inner(named(schema.$ref.split('/').at(-1) ?? ''));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices !== undefined) return fc.oneof(...choices.map(inner));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['string']);
  return fc.oneof(...types.map((type) => ofType(type, schema, known, inner)));
}

function ofType(type: string, schema: Schema, known: readonly string[], inner: Inner): fc.Arbitrary<unknown> {
  const { minimum = -10, maximum = 1000 } = schema;
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.ceil(minimum), max: Math.min(maximum, 2 ** 31) });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return objects(schema, inner);
    default:
      return texts(schema, known);
  }
}

function objects(
  { properties = {}, required = [], additionalProperties }: Schema,
  inner: Inner,
): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]));
  const known = fc.record(members, { requiredKeys: Object.keys(members).filter((name) => required.includes(name)) });
  const more = typeof additionalProperties === 'object' ? inner(additionalProperties) : HOSTILE;
  const strange = fc
    .tuple(known, fc.string({ maxLength: 9 }), more)
    .map(([one, name, value]) => ({ ...one, [name]: value }));
  const weight = typeof additionalProperties === 'object' ? 8 : 1;
  return fc.oneof({ weight: 12, arbitrary: known }, { weight, arbitrary: strange });
}

const AROUND_NOW = { min: new Date(Date.now() - 9e9), max: new Date(Date.now() + 9e9), noInvalidDate: true };

function texts({ format, pattern }: Schema, known: readonly string[]): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date(AROUND_NOW).map((date) => date.toISOString());
  const fitting = pattern === undefined ? known : known.filter((text) => new RegExp(pattern, 'u').test(text));
  const others =
    pattern === undefined ? fc.string({ unit: 'binary', maxLength: 20 }) : fc.stringMatching(new RegExp(pattern));
  return fitting.length === 0 ? others : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, others);
}
