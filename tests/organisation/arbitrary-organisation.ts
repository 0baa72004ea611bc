import fc from 'fast-check';
import type { AppSettings } from '../../src/domain/catalog/app.ts';
import type { LeaseLimits } from '../../src/domain/lease/limits.ts';
import type { ExtraField } from '../../src/domain/catalog/entitlement.ts';
import type {
  AppEntry,
  EntitlementEntry,
  Organisation,
  PersonEntry,
} from '../../src/domain/organisation/organisation.ts';
import type {
  ApproverSource,
  Condition,
  Flow,
  LevelPolicy,
  Mode,
  Outcome,
  Rule,
} from '../../src/domain/policy/policy.ts';

/** Texts that YAML would like to read as something else, and any other. */
const tricky = [
  'yes',
  'null',
  '~',
  '1e3',
  '0x1f',
  '- a',
  '# no',
  'a: b',
  '*a',
  '&a',
  '!t',
  '"',
  "'",
  '{',
  '2001-01-01',
  'a\nb',
  '%',
  '@',
  '|',
  'é😀',
  '.inf',
  '<<',
  '=',
];
const text = fc
  .oneof(fc.constantFrom(...tricky), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }))
  .map((value) => value.replaceAll('\0', '').trim() || 'x');
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const set = <T>(item: fc.Arbitrary<T>, minLength = 0) =>
  fc.uniqueArray(item, { minLength, maxLength: 3, selector: (value) => JSON.stringify(value) });
const length = fc.constantFrom('PT90M', 'PT8H', 'P30D', 'P2W', 'P6M', 'P1Y', 'P1DT12H');
const kind = fc.constantFrom('role', 'group', 'permission', 'licence');
const risk = fc.constantFrom('low', 'medium', 'high');

const EMAILS = ['ada@x.example', 'bo@x.example', 'cy@x.example'] as const;
const APPS = ['yes', 'crm', 'a-1'] as const;
const SLUGS = ['null', 'admin', '7'] as const;
const FLOWS = ['one', 'no'] as const;
const email = fc.constantFrom(...EMAILS);
const ref = fc.tuple(fc.constantFrom(...APPS), fc.constantFrom(...SLUGS)).map(([app, slug]) => `${app}/${slug}`);

const limits: fc.Arbitrary<LeaseLimits> = fc.record({
  maximum: perhaps(fc.constantFrom('PT1H', 'P1D')),
  hardMaximum: perhaps(fc.constantFrom('P1D', 'P1M')),
  overMaximum: perhaps(fc.constantFrom('cap', 'flag')),
  extensionLimit: perhaps(length),
});

function person(at: number): fc.Arbitrary<PersonEntry> {
  return fc.record({
    email: fc.constant(EMAILS[at] ?? ''),
    name: text,
    title: fc.oneof(fc.constant(''), text),
    department: fc.oneof(fc.constant(''), text),
    // Only earlier people, so that nobody goes round in a circle.
    manager: at === 0 ? fc.constant(undefined) : perhaps(fc.constantFrom(...EMAILS.slice(0, at))),
    status: fc.constantFrom('active', 'offboarded'),
    groups: set(text),
    roles: set(fc.constantFrom('access_admin', 'super_admin', 'auditor')),
    slackUserId: perhaps(fc.constant(`U0000${at}`)),
  });
}

const field: fc.Arbitrary<ExtraField> = fc
  .record({
    name: fc.constantFrom('ticket', 'no', 'aB_1'),
    title: text,
    type: fc.constantFrom('string', 'number', 'boolean'),
    required: fc.boolean(),
    options: perhaps(set(text, 1)),
    maxLength: perhaps(fc.integer({ min: 1, max: 100 })),
  })
  .map((one) => (one.type === 'string' ? one : { ...one, options: undefined, maxLength: undefined }));

function entitlement(slug: string): fc.Arbitrary<EntitlementEntry> {
  return fc
    .record({
      ...{ slug: fc.constant(slug), name: text, description: fc.oneof(fc.constant(''), text), kind, risk },
      externalId: fc.oneof(
        fc.constant(slug),
        text.map((value) => `${slug} ${value}`),
      ),
      levels: set(text),
      fields: fc.uniqueArray(field, { maxLength: 3, selector: ({ name }) => name }),
      exclusiveSet: perhaps(text),
      seats: perhaps(fc.nat(50)),
      lease: limits,
      requestable: perhaps(fc.boolean()),
      owners: set(email),
    })
    .map((one) => (one.kind === 'licence' ? one : { ...one, seats: undefined }));
}

const choice = fc.constantFrom('all', 'listed', 'none');
const settings: fc.Arbitrary<AppSettings> = fc.record({
  requestable: fc.record({ role: choice, group: choice, permission: choice, licence: choice }),
  lease: limits.map((lease) => ({ ...lease, overMaximum: lease.overMaximum ?? 'cap' })),
  reason: fc.record({
    list: fc.uniqueArray(fc.record({ code: fc.constantFrom('no', 'b-2'), text }), {
      maxLength: 2,
      selector: ({ code }) => code,
    }),
    freeText: fc.constantFrom('required', 'optional', 'off'),
  }),
  commentOnReject: fc.boolean(),
  breakGlass: perhaps(fc.record({ maximum: length })),
  instructions: perhaps(text),
});

const config = fc
  .dictionary(fc.constantFrom('host', 'yes', '1', 'a b', '<<'), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto').replaceAll('\\u0000', '')));

function app(slug: string): fc.Arbitrary<AppEntry> {
  return fc.record({
    ...{ slug: fc.constant(slug), name: text, description: fc.oneof(fc.constant(''), text), connectorConfig: config },
    connector: fc.constantFrom('sandbox', 'manual', 'postgres'),
    owners: set(email),
    settings,
    entitlements: fc.tuple(...SLUGS.map(entitlement)),
  });
}

const source: fc.Arbitrary<ApproverSource> = fc.oneof(
  fc.record({ kind: fc.constantFrom('manager', 'managers_manager', 'app_owner', 'entitlement_owner') }),
  fc.record({ kind: fc.constant('people' as const), people: set(email, 1) }),
  fc.record({ kind: fc.constant('group' as const), group: text }),
  fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom('access_admin', 'super_admin', 'auditor') }),
);

const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.record({ kind: fc.constantFrom('any', 'all') }),
  fc.record({ kind: fc.constant('n_of_m' as const), needed: fc.constant(1) }),
);

const level: fc.Arbitrary<LevelPolicy> = fc.record({
  ...{ approvers: set(source, 1), mode, fallback: set(source), requesterPicks: fc.boolean(), distinct: fc.boolean() },
  ...{ remindAfter: length, remindEvery: length },
  escalation: perhaps(fc.record({ after: length, to: set(source, 1) })),
});

function flow(slug: string): fc.Arbitrary<Flow> {
  const levels = fc.array(level, { minLength: 1, maxLength: 3 });
  return fc.record({
    slug: fc.constant(slug),
    name: text,
    levels,
    decideBy: length,
    giveBy: length,
    selfApproval: fc.boolean(),
  });
}

const who = perhaps(
  fc
    .record({ departments: perhaps(set(text, 1)), titles: perhaps(set(text, 1)), groups: perhaps(set(text, 1)) })
    .filter((asked) => Object.values(asked).some((list) => list !== undefined)),
);

const condition: fc.Arbitrary<Condition> = fc.record({
  ...{
    apps: perhaps(set(fc.constantFrom(...APPS), 1)),
    entitlements: perhaps(set(ref, 1)),
    kinds: perhaps(set(kind, 1)),
  },
  changes: perhaps(set(fc.constantFrom('add', 'remove', 'modify', 'extend'), 1)),
  // Always asked, so that no rule hides the next.
  risk: set(risk, 1),
  ...{ longerThan: perhaps(length), requester: who, beneficiary: who },
});

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constant('flow' as const), flow: fc.constantFrom(...FLOWS) }),
  fc.record({ kind: fc.constant('auto_approve' as const) }),
  fc.record({ kind: fc.constant('deny' as const), message: text }),
);

const rule: fc.Arbitrary<Rule> = fc.record({ name: text, when: condition, outcome });
const duty = fc.record({
  name: text,
  one: fc.constant(['crm/admin']),
  other: fc.constantFrom(['crm/7'], ['yes/null', 'crm/null']),
  effect: fc.constantFrom('block' as const, 'flag' as const),
});
const byName = { maxLength: 3, selector: ({ name }: { readonly name: string }) => name };

/** Any organisation that a file can say. */
export const anOrganisation: fc.Arbitrary<Organisation> = fc.record({
  policy: fc.record({
    organisation: fc.record({
      ...{ name: text, zone: fc.constantFrom('UTC', 'Asia/Tokyo'), membersSee: fc.constantFrom('own', 'all') },
      ...{ maximumLease: perhaps(length), secondAdminForHighRisk: fc.boolean() },
    }),
    flows: fc.tuple(...FLOWS.map(flow)),
    rules: fc.uniqueArray(rule, byName),
    dutyConflicts: fc.uniqueArray(duty, byName),
  }),
  people: fc.tuple(...EMAILS.map((_, at) => person(at))),
  apps: fc.tuple(...APPS.map(app)),
});
