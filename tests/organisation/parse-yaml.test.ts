import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseYaml } from '../../src/organisation/parse-yaml.ts';
import { ada, bo, lines, parsed } from './support.ts';

describe('when a file says little', () => {
  it('then people have no more than an address and a name', () => {
    const [person] = parsed(lines('people:', '  - email: Ada@X.Example', '    name: " Ada "')).people;
    expect(person).toStrictEqual({
      ...{ email: 'ada@x.example', name: 'Ada', title: '', department: '', manager: undefined, status: 'active' },
      ...{ groups: [], roles: [], slackUserId: undefined },
    });
  });

  it('then the manager decides everything', () => {
    const { policy } = parsed(lines('people:', ada));
    expect(policy.organisation).toStrictEqual({
      ...{ name: 'Organisation', zone: 'UTC', membersSee: 'own' },
      ...{ maximumLease: undefined, secondAdminForHighRisk: false },
    });
    expect(policy.rules).toMatchObject([{ name: 'Everything', outcome: { kind: 'flow', flow: 'manager' } }]);
    expect(policy.flows).toMatchObject([{ slug: 'manager', levels: [{ approvers: [{ kind: 'manager' }] }] }]);
  });

  it('then a level has the usual clocks', () => {
    const { flows } = parsed(lines('flows: [{ slug: f, levels: [{ approvers: [manager] }] }]', 'rules: []')).policy;
    expect(flows[0]).toStrictEqual({
      ...{ slug: 'f', name: 'f', decideBy: 'P7D', giveBy: 'PT72H', selfApproval: false },
      levels: [
        {
          ...{ approvers: [{ kind: 'manager' }], mode: { kind: 'any' }, fallback: [], requesterPicks: false },
          ...{ distinct: true, remindAfter: 'PT24H', remindEvery: 'PT24H', escalation: undefined },
        },
      ],
    });
  });

  it('then an app lets everything be asked for, cuts what is too long and wants a reason', () => {
    const [app] = parsed('apps: [{ slug: crm }]').apps;
    expect(app).toMatchObject({ name: 'crm', connector: 'manual', connectorConfig: {}, owners: [], entitlements: [] });
    expect(app?.settings).toStrictEqual({
      requestable: { role: 'all', group: 'all', permission: 'all', licence: 'all' },
      lease: { maximum: undefined, hardMaximum: undefined, overMaximum: 'cap', extensionLimit: undefined },
      reason: { list: [], freeText: 'required' },
      ...{ commentOnReject: false, breakGlass: undefined, instructions: undefined },
    });
  });

  it('then an entitlement is a role of medium risk that the app calls by its slug', () => {
    const entitlement = parsed('apps: [{ slug: crm, entitlements: [{ slug: sales }] }]').apps[0]?.entitlements[0];
    expect(entitlement).toMatchObject({ name: 'sales', kind: 'role', risk: 'medium', externalId: 'sales', levels: [] });
  });
});

describe('when lengths are written as people write them', () => {
  it.each([
    ['90m', 'PT90M'],
    ['8h', 'PT8H'],
    ['30d', 'P30D'],
    ['2w', 'P2W'],
    ['6mo', 'P6M'],
    ['1 year', 'P1Y'],
    ['15 minutes', 'PT15M'],
    ['PT8H', 'PT8H'],
    ['p1dt12h', 'P1DT12H'],
    ['007d', 'P7D'],
  ])('then %s is %s', (written, iso) => {
    expect(parsed(`organisation: { maximum_lease: ${written} }`).policy.organisation.maximumLease).toBe(iso);
  });
});

describe('when approvers are written in short', () => {
  it('then each form says who', () => {
    const text = lines(
      ...['people:', ada, bo, 'rules: []', 'flows:', '  - slug: f', '    levels:'],
      '      - [manager, managers_manager, app_owner]',
    );
    expect(parseYaml(text)).toMatchObject({ ok: false });
    const level = (approvers: string) =>
      parsed(lines('people:', ada, bo, `flows: [{ slug: f, levels: [{ approvers: ${approvers} }] }]`, 'rules: []'))
        .policy.flows[0]?.levels[0]?.approvers;
    expect(level('[app_owner, entitlement_owner]')).toEqual([{ kind: 'app_owner' }, { kind: 'entitlement_owner' }]);
    expect(level('["role:auditor", "group:on call"]')).toEqual([
      { kind: 'role', role: 'auditor' },
      { kind: 'group', group: 'on call' },
    ]);
    expect(level('ADA@x.example')).toEqual([{ kind: 'people', people: ['ada@x.example'] }]);
    expect(level('{ people: [ada@x.example, bo@x.example] }')).toEqual([
      { kind: 'people', people: ['ada@x.example', 'bo@x.example'] },
    ]);
  });

  it('then a level may be its approver alone, and a mode how many are needed', () => {
    const text = 'flows: [{ slug: f, levels: [manager, { approvers: "group:ops", mode: 2 }] }]\nrules: []';
    expect(parsed(text).policy.flows[0]?.levels).toMatchObject([
      { approvers: [{ kind: 'manager' }], mode: { kind: 'any' } },
      { approvers: [{ kind: 'group', group: 'ops' }], mode: { kind: 'n_of_m', needed: 2 } },
    ]);
  });
});

describe('when YAML has its peculiarities', () => {
  it('then anchors, a BOM, Windows line ends and comments are read', () => {
    const text =
      '\uFEFF# ours\r\napps:\r\n  - { slug: a, lease: &short { maximum: 8h } }\r\n  - { slug: b, lease: *short }\r\n';
    expect(parsed(text).apps.map((app) => app.settings.lease.maximum)).toEqual(['PT8H', 'PT8H']);
  });

  it('then settings of a connector stay exactly as they are', () => {
    const config = parsed('apps: [{ slug: a, connector_config: { Host: db, port: 5432, tags: [x, null, 1.5] } }]');
    expect(config.apps[0]?.connectorConfig).toEqual({ Host: 'db', port: 5432, tags: ['x', null, 1.5] });
  });
});

describe('when the example of the documentation is read', () => {
  it('then it is an organisation', () => {
    const text = readFileSync(new URL('../../docs/examples/leasehold.yaml', import.meta.url), 'utf8');
    const { people, apps, policy } = parsed(text);
    expect([people.length, apps.length, policy.flows.length, policy.rules.length]).toEqual([4, 2, 2, 3]);
  });
});
