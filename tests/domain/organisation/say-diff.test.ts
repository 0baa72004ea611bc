import { expect, it } from '@jest/globals';
import { diffOrganisation } from '../../../src/domain/organisation/diff.ts';
import { sayDiff } from '../../../src/domain/organisation/say-diff.ts';
import { lines, parsed } from '../../organisation/support.ts';

const base = lines(
  'organisation: { name: Ours, maximum_lease: 1y }',
  'people:',
  '  - { email: ada@x.example, name: Ada, title: Engineer, groups: [on-call] }',
  '  - { email: lin@x.example, name: Lin, roles: super_admin }',
  'apps:',
  '  - slug: prod',
  '    name: Production',
  '    owners: ada@x.example',
  '    entitlements: [{ slug: view, risk: low }, { slug: deploy, levels: [staging, live] }]',
  'flows:',
  '  - { slug: manager, levels: manager }',
  '  - { slug: two-owners, levels: [{ approvers: app_owner, mode: 2 }] }',
  'rules:',
  '  - { name: Free, when: { risk: low }, auto_approve: true }',
  '  - { name: Production, when: { apps: prod }, flow: manager }',
  '  - { name: Rest, flow: manager }',
  'separation_of_duties:',
  '  - { name: Look or do, one: prod/view, other: prod/deploy }',
);

function said(...edits: readonly (readonly [string, string])[]): readonly string[] {
  const edited = edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the file does not say ${from}`);
    return text.replace(from, to);
  }, base);
  return sayDiff(diffOrganisation(parsed(base), parsed(edited)));
}

it('when nothing changes, then nothing is said', () => {
  expect(said()).toEqual([]);
});

it('when a rule goes elsewhere, then where to, and where it went', () => {
  expect(said(['apps: prod }, flow: manager', 'apps: prod }, flow: two-owners'])).toEqual([
    '~ rule "Production" now goes to flow "two-owners" (was "manager")',
  ]);
  expect(said(['apps: prod }, flow: manager', 'apps: prod }, deny: Ask Ada.'])).toEqual([
    '~ rule "Production" now refuses with "Ask Ada." (was goes to flow "manager")',
  ]);
  expect(said(['{ risk: low }', '{ risk: [low, medium], changes: extend, longer_than: 8h }'])).toEqual([
    '~ rule "Free" now asks for change extend; risk low or medium; a lease longer than 8 hours (was risk low)',
  ]);
});

it('when rules change places, then the fewest that had to move are named', () => {
  const free = '  - { name: Free, when: { risk: low }, auto_approve: true }\n';
  const production = '  - { name: Production, when: { apps: prod }, flow: manager }\n';
  expect(said([free + production, production + free])).toEqual(['~ rule "Production" is now asked first of all']);
  expect(said([free, `  - { name: Never, when: { risk: high }, deny: No. }\n${free}`])).toEqual([
    '+ rule "Never", first of all: risk high refuses with "No."',
  ]);
  expect(said([production, ''])).toEqual(['- rule "Production"']);
});

it('when people come, change and go, then who, and what follows from it', () => {
  expect(
    said(
      ['title: Engineer, groups: [on-call]', 'title: Lead, groups: [night], manager: lin@x.example'],
      ['  - { email: lin@x.example, name: Lin, roles: super_admin }', '  - { email: lin@x.example, name: Lin }'],
    ),
  ).toEqual([
    '~ person ada@x.example: title now "Lead" (was "Engineer"); manager now lin@x.example (was none); groups gain night and lose on-call',
    '~ person lin@x.example: roles lose super_admin',
  ]);
  expect(
    said([
      '  - { email: lin@x.example, name: Lin, roles: super_admin }',
      '  - { email: bo@x.example, name: Bo, roles: auditor }',
    ]),
  ).toEqual([
    '+ person bo@x.example (Bo, role auditor)',
    '- person lin@x.example is offboarded: all their access ends',
  ]);
  expect(said(['name: Lin, roles', 'name: Lin, status: offboarded, roles'])).toEqual([
    '- person lin@x.example is offboarded: all their access ends',
  ]);
});

it('when apps change, then each entitlement speaks for itself, and one that comes or goes speaks for all of its own', () => {
  const app = '  - { slug: git-hub, name: Git Hub, entitlements: [{ slug: read }, { slug: write }] }\n';
  expect(said(['flows:', `${app}flows:`])).toEqual(['+ app "Git Hub" with 2 entitlements']);
  expect(
    said(['slug: view, risk: low', 'slug: view'], ['levels: [staging, live]', 'name: Deploy, lease: { maximum: 8h }']),
  ).toEqual([
    '~ entitlement prod/deploy: name now "Deploy" (was "deploy"); levels now none (was "staging", "live"); longest lease now 8 hours (was none)',
    '~ entitlement prod/view: risk now medium (was low)',
  ]);
  expect(said(['{ slug: view, risk: low }, ', '{ slug: view }, { slug: admin, name: Admin, risk: high }, '])).toEqual([
    '+ entitlement prod/admin ("Admin", role, high risk)',
    '~ entitlement prod/view: risk now medium (was low)',
  ]);
  expect(said(['    owners: ada@x.example', '    connector_config: { host: a, password: NAME }'])).toEqual([
    '~ app "Production" (prod): connector settings differ in "host" and "password"; owners lose ada@x.example',
  ]);
});

it('when an app goes with all that speaks of it, then all of it is said', () => {
  const gone = base.slice(base.indexOf('apps:'), base.indexOf('flows:'));
  const rule = '  - { name: Production, when: { apps: prod }, flow: manager }\n';
  const duties = base.slice(base.indexOf('separation_of_duties'));
  expect(said([gone, ''], [rule, ''], [duties, ''])).toEqual([
    '- app "Production" (prod) is archived: nobody can ask for it any more',
    '- rule "Production"',
    '- separation of duties "Look or do"',
  ]);
});

it('when a flow changes, then who decides now', () => {
  expect(
    said(
      ['mode: 2 }]', "mode: all, fallback: 'role:super_admin' }, manager]"],
      ['levels: manager }', 'levels: manager, decide_by: 3d }'],
    ),
  ).toEqual([
    '~ flow "manager": time to decide now 3 days (was 7 days)',
    '~ flow "two-owners": level 1 now an owner of the app (all of them), else role super_admin (was an owner of the app (2 of them)); level 2 now the manager (was none)',
  ]);
  expect(
    said([
      'rules:',
      '  - { slug: ada, levels: [{ approvers: [ada@x.example, "group:on-call"], remind_every: 8h, distinct: false }] }\nrules:',
    ]),
  ).toEqual([
    '+ flow "ada": level 1 ada@x.example or group "on-call", the same person may decide again, reminded after 24 hours, then every 8 hours',
  ]);
});

it('when the organisation itself changes, then its settings', () => {
  expect(
    said(['name: Ours, maximum_lease: 1y', 'name: Ours, zone: Asia/Tokyo, second_admin_for_high_risk: true']),
  ).toEqual([
    '~ organisation: zone now Asia/Tokyo (was UTC); longest lease now none (was 1 year); second admin for high risk now yes (was no)',
  ]);
  expect(said(['other: prod/deploy', 'other: prod/deploy, effect: flag'])).toEqual([
    '~ separation of duties "Look or do": effect now flag (was block)',
  ]);
});
