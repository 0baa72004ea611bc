import { describe, expect, it } from '@jest/globals';
import { parseYaml } from '../../src/organisation/parse-yaml.ts';
import { ada, bo, lines, refusal } from './support.ts';

function said(line: number, sentence: string): string {
  return `leasehold.yaml line ${line}: ${sentence} Nothing was changed.`;
}

/** A file with two people and one app, and what a test adds to it from line 6. */
function withMore(...more: readonly string[]): string {
  const app = '  - { slug: aws, connector: sandbox, entitlements: [{ slug: admin }, { slug: viewer }] }';
  return lines('people:', ada, bo, 'apps:', app, ...more);
}

const flow = 'flows: [{ slug: two-of-owners, levels: manager }]';

describe('when an entry is written wrongly', () => {
  it.each<[string, number, string, string]>([
    [
      'an unknown key',
      3,
      '"manger" is not a key of a person. Did you mean "manager"?',
      lines('people:', '  - email: a@x.example', '    manger: b@x.example', '    name: A'),
    ],
    ['an unknown key far from any', 1, '"colour" is not a key of the file.', 'colour: red'],
    ['a missing key', 2, '"name" is missing.', lines('people:', '  - email: a@x.example')],
    ['a number for text', 2, '"name" must be text, not 7.', lines('people:', '  - { email: a@x.example, name: 7 }')],
    ['an empty value', 1, '"people" is empty: it needs a value, or the key is left out.', 'people:\n'],
    ['a map for a list', 1, '"people" must be a list, not a map.', 'people: { ada: 1 }'],
    [
      'a text for an entry',
      2,
      'entry 1 of "people" must be a map of keys and values, not "Ada".',
      lines('people:', '  - Ada'),
    ],
    [
      'a bad address',
      2,
      '"email" must be an e-mail address, not "ada@".',
      lines('people:', '  - { email: ada@, name: A }'),
    ],
    [
      'an unknown role',
      2,
      'entry 1 of "roles" must be access_admin, super_admin or auditor, not "super_admn". Did you mean "super_admin"?',
      lines('people:', '  - { email: a@x.example, name: A, roles: super_admn }'),
    ],
    [
      'a bad slug',
      1,
      '"slug" must be lower-case letters, digits and single hyphens, not "My App".',
      'apps: [{ slug: My App }]',
    ],
    [
      'a word for a flag',
      1,
      '"comment_on_reject" must be true or false, not "yes".',
      'apps: [{ slug: a, comment_on_reject: yes }]',
    ],
    [
      'seats of a role',
      1,
      '"seats" is only for an entitlement of kind licence.',
      'apps: [{ slug: a, entitlements: [{ slug: b, seats: 3 }] }]',
    ],
    [
      'half a seat',
      1,
      '"seats" must be a whole number from 0 to 10000000.',
      'apps: [{ slug: a, entitlements: [{ slug: b, kind: licence, seats: 0.5 }] }]',
    ],
    [
      'a zone that is none',
      1,
      '"zone" must be a time zone such as Europe/Berlin, not "Europe/Berln". Did you mean "Europe/Berlin"?',
      'organisation: { zone: Europe/Berln }',
    ],
    [
      'an offset for a zone',
      1,
      '"zone" must be a time zone such as Europe/Berlin, not "+02:00".',
      'organisation: { zone: "+02:00" }',
    ],
    [
      'a word for an approver',
      1,
      'entry 1 of "approvers" must be manager, managers_manager, app_owner, entitlement_owner, role:NAME, group:NAME or an e-mail address, not "manger". Did you mean "manager"?',
      'flows: [{ slug: f, levels: [manger] }]\nrules: []',
    ],
    [
      'an unknown role of approvers',
      1,
      'entry 1 of "approvers" must name a role of access_admin, super_admin or auditor, not "boss".',
      'flows: [{ slug: f, levels: ["role:boss"] }]\nrules: []',
    ],
    [
      'a flow without levels',
      1,
      '"levels" must have at least one level.',
      'flows: [{ slug: f, levels: [] }]\nrules: []',
    ],
    [
      'a level without approvers',
      1,
      '"approvers" must not be an empty list.',
      'flows: [{ slug: f, levels: [{ approvers: [] }] }]\nrules: []',
    ],
    [
      '51 levels',
      1,
      '"levels" has more than 50 levels.',
      `flows: [{ slug: f, levels: [${Array(51).fill('manager').join(', ')}] }]\nrules: []`,
    ],
    ['flows without rules', 1, '"rules" is missing: without rules no flow is ever used.', flow],
    [
      'a rule with two outcomes',
      2,
      'entry 1 of "rules" must have one of "flow", "auto_approve" and "deny".',
      lines('rules:', '  - { name: r, auto_approve: true, deny: No }'),
    ],
    [
      'a rule that asks for nothing in a list',
      1,
      '"risk" must not be an empty list.',
      'rules: [{ name: r, when: { risk: [] }, deny: No }]',
    ],
    [
      'something listed twice',
      1,
      'entry 2 of "groups" names "a" twice.',
      'people: [{ email: a@x.example, name: A, groups: [a, a] }]',
    ],
  ])('then %s is named with its line', (_, line, sentence, text) => {
    expect(refusal(text)).toBe(said(line, sentence));
  });
});

describe('when a length is absurd', () => {
  it.each([
    ['-8h', 'must not be negative, as "-8h" is.'],
    ['-P1D', 'must not be negative, as "-P1D" is.'],
    ['0d', 'must be longer than nothing.'],
    ['PT0S', 'must be longer than nothing.'],
    ['P101Y', 'is longer than 100 years: "P101Y".'],
    [`${'9'.repeat(30)}h`, `is longer than 100 years: "${'9'.repeat(30)}h".`],
    ['8', 'must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not "8".'],
    ['6M', 'must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not "6M".'],
    ['P', 'must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not "P".'],
    ['PT1.5H', 'must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not "PT1.5H".'],
  ])('then %s is refused', (length, wrong) => {
    expect(refusal(`organisation:\n  maximum_lease: ${length}`)).toBe(said(2, `"maximum_lease" ${wrong}`));
  });

  it('then a hard maximum below the maximum is refused', () => {
    const text = 'apps: [{ slug: a, lease: { maximum: 30d, hard_maximum: 8h } }]';
    expect(refusal(text)).toBe(said(1, '"hard_maximum" must not be shorter than "maximum" (P30D).'));
  });
});

describe('when a name leads nowhere', () => {
  it.each<[string, number, string, string]>([
    [
      'a manager',
      3,
      'person "bo@x.example" names manager "eve@x.example", which is not defined.',
      lines('people:', ada, '  - { email: bo@x.example, name: Bo, manager: eve@x.example }').replace(
        'ada@',
        'zacharias@',
      ),
    ],
    [
      'an owner',
      7,
      'app "crm" names owner "adda@x.example", which is not defined. Did you mean "ada@x.example"?',
      withMore('  - slug: crm', '    owners: adda@x.example'),
    ],
    [
      'a flow',
      7,
      'rule "Prod needs two" names flow "two-owners", which is not defined. Did you mean "two-of-owners"?',
      withMore(flow, 'rules: [{ name: Prod needs two, flow: two-owners }]'),
    ],
    [
      'an app in a rule',
      6,
      'rule "r" names app "awss", which is not defined. Did you mean "aws"?',
      withMore('rules: [{ name: r, when: { apps: awss }, deny: No }]'),
    ],
    [
      'an entitlement in a rule',
      6,
      'rule "r" names entitlement "aws/admn", which is not defined. Did you mean "aws/admin"?',
      withMore('rules: [{ name: r, when: { entitlements: aws/admn }, deny: No }]'),
    ],
    [
      'a person in a flow',
      6,
      'flow "f" names person "cy@y.test", which is not defined.',
      withMore('flows: [{ slug: f, levels: [cy@y.test] }]', 'rules: []'),
    ],
    [
      'an entitlement in a separation of duties',
      7,
      'separation of duties "d" names entitlement "crm/x", which is not defined.',
      withMore('separation_of_duties:', '  - { name: d, one: crm/x, other: aws/admin }'),
    ],
    [
      'a connector',
      6,
      'app "crm" names connector "sandbx", which does not exist. Did you mean "sandbox"?',
      withMore('  - { slug: crm, connector: sandbx }'),
    ],
  ])('then %s is named', (_, line, sentence, text) => {
    expect(refusal(text)).toBe(said(line, sentence));
  });

  it('then a group in which nobody is may be named', () => {
    expect(parseYaml(withMore('flows: [{ slug: f, levels: ["group:nobody"] }]', 'rules: []')).ok).toBe(true);
  });
});

describe('when something is there twice', () => {
  it.each<[string, number, string, string]>([
    [
      'an address',
      3,
      'the e-mail address "ada@x.example" is here twice.',
      lines('people:', ada, '  - { email: ADA@x.example, name: Other }'),
    ],
    ['an app', 6, 'the app "aws" is here twice.', withMore('  - slug: aws')],
    [
      'an entitlement',
      3,
      'the entitlement "a/b" is here twice. There is 1 more problem.',
      lines('apps: [{ slug: a, entitlements: [', '  { slug: b },', '  { slug: b }] }]'),
    ],
    [
      'what an app calls it',
      1,
      'the external id "role b" is here twice.',
      'apps: [{ slug: a, entitlements: [{ slug: b }, { slug: c, external_id: b }] }]',
    ],
    [
      'a flow',
      2,
      'the flow "f" is here twice.',
      'flows: [{ slug: f, levels: manager },\n  { slug: f, levels: manager }]\nrules: []',
    ],
    [
      'a rule',
      1,
      'the rule "r" is here twice.',
      'rules: [{ name: r, when: { risk: low }, deny: No }, { name: r, deny: No }]',
    ],
    ['a key', 3, 'the key "people" is here twice.', lines('people:', ada, 'people: []')],
    [
      'a Slack user',
      1,
      'the Slack user "U024BE7LH" is here twice.',
      'people: [{ email: a@x.example, name: A, slack_user_id: U024BE7LH }, { email: b@x.example, name: B, slack_user_id: U024BE7LH }]',
    ],
  ])('then %s is named', (_, line, sentence, text) => {
    expect(refusal(text)).toBe(said(line, sentence));
  });
});

describe('when things contradict each other', () => {
  it('then a circle of managers is told once, with everyone in it', () => {
    const text = lines(
      'people:',
      ada.replace(' }', ', manager: bo@x.example }'),
      bo.replace(' }', ', manager: ada@x.example }'),
    );
    expect(refusal(text)).toBe(said(2, 'managers go round in a circle: ada@x.example → bo@x.example → ada@x.example.'));
  });

  it('then nobody is their own manager', () => {
    const text = lines('people:', ada.replace(' }', ', manager: ada@x.example }'));
    expect(refusal(text)).toBe(said(2, 'person "ada@x.example" is their own manager.'));
  });

  it('then more approvers than there are people cannot be needed', () => {
    const text = withMore(
      'rules: []',
      'flows:',
      '  - slug: f',
      '    levels:',
      '      - approvers: [ada@x.example, bo@x.example]',
      '        mode: 3',
    );
    expect(refusal(text)).toBe(said(11, 'flow "f" needs 3 people, but at most 2 people are named as approvers.'));
  });

  it('then a rule below one for everything is never reached', () => {
    const text = lines(
      'rules:',
      '  - { name: All, auto_approve: true }',
      '  - { name: Not this, when: { risk: high }, deny: No }',
    );
    expect(refusal(text)).toBe(said(3, 'rule "Not this" is never reached, because "All" before it has no "when".'));
  });

  it('then an entitlement cannot be separated from itself', () => {
    const text = withMore('separation_of_duties: [{ name: d, one: aws/admin, other: aws/admin }]');
    expect(refusal(text)).toBe(said(6, 'separation of duties "d" has "aws/admin" on both sides.'));
  });
});

describe('when a file has several problems', () => {
  it('then the first by line is told and the others are counted', () => {
    const read = parseYaml(
      lines('rules: [{ name: r }]', 'people:', '  - { email: x, name: A }', '  - { email: y, name: A }'),
    );
    expect(read).toMatchObject({ ok: false, problem: { code: 'invalid_file', data: { line: 1, more: 2 } } });
    expect(read.ok ? '' : read.problem.detail).toBe(
      said(1, 'entry 1 of "rules" must have one of "flow", "auto_approve" and "deny". There are 2 more problems.'),
    );
  });

  it('then another name of the file is used where it has one', () => {
    const read = parseYaml('a: 1', { file: 'ours.yaml' });
    expect(read.ok ? '' : read.problem.detail).toBe(
      'ours.yaml line 1: "a" is not a key of the file. Nothing was changed.',
    );
  });
});
