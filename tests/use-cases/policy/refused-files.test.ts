import { expect, it } from '@jest/globals';
import type { OrganisationFile } from '../../../src/ports/organisation-files.ts';
import { applyPolicy } from '../../../src/use-cases/policy/apply-policy.ts';
import { planPolicy } from '../../../src/use-cases/policy/plan-policy.ts';
import { listVersions, seeOrganisation, seeVersion } from '../../../src/use-cases/policy/policy-versions.ts';
import { lines } from '../../organisation/support.ts';
import { anId } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { aTownHall, BASE, edited } from './town-hall.ts';

const MEGABYTE = 1024 * 1024;

/** Nine lists, each of nine times the one before. */
const bomb = [...'abcdefghi']
  .map(
    (name, i, all) =>
      `${name}: &${name} [${Array(9)
        .fill(i === 0 ? 'x' : `*${all[i - 1]}`)
        .join(', ')}]`,
  )
  .join('\n');

const wrong: readonly (readonly [string, string, string])[] = [
  [
    'a YAML bomb',
    bomb,
    'leasehold.yaml line 1: its aliases cannot be followed: excessive alias count indicates a resource exhaustion attack. Nothing was changed.',
  ],
  ['50 MB', 'x'.repeat(50 * MEGABYTE), 'leasehold.yaml has 50 MB, and 5 MB is the most. Nothing was changed.'],
  [
    'a name of nothing',
    edited(['Rest, flow: manager', 'Rest, flow: manger']),
    'leasehold.yaml line 15: rule "Rest" names flow "manger", which is not defined. Did you mean "manager"? Nothing was changed.',
  ],
  [
    'a circle of managers',
    edited(['name: Sue,', 'name: Sue, manager: ada@x.example,']),
    'leasehold.yaml line 3: managers go round in a circle: sue@x.example → ada@x.example → sue@x.example. Nothing was changed.',
  ],
  [
    // A fallback names people, so no circle can be written: one flow cannot stand in for another.
    'a fallback to another flow',
    edited(['slug: manager, levels: manager', 'slug: manager, levels: [{ approvers: manager, fallback: owner }]']),
    'leasehold.yaml line 11: entry 1 of "fallback" must be manager, managers_manager, app_owner, entitlement_owner, role:NAME, group:NAME or an e-mail address, not "owner". Nothing was changed.',
  ],
  ['a NUL in a comment', `${BASE}# \0`, 'The file holds characters that are no text. Nothing was changed.'],
  ['nothing', '', 'leasehold.yaml line 1: the file is empty. Nothing was changed.'],
  [
    'nobody left to apply the next one',
    edited(['name: Sue, roles: super_admin', 'name: Sue']),
    'After this nobody would be super admin any more. Nothing was changed.',
  ],
  [
    'the author',
    edited(
      ['name: Sue, roles: super_admin', 'name: Sue, status: offboarded'],
      ['Ada, manager: sue@x.example', 'Ada, roles: super_admin'],
    ),
    'sue@x.example is you, and would be offboarded: another admin has to say that you have left. Nothing was changed.',
  ],
  [
    'another slug for the same thing in an app',
    edited(['{ slug: deploy }', '{ slug: release, external_id: deploy }']),
    'Entitlement prod/release is "deploy" in the app, and so is prod/deploy, which is archived: keep that slug, only names can change. Nothing was changed.',
  ],
];

onEachDatabase('a file that cannot be', (open) => {
  it('when it holds what it must not, then one sentence says what and where, and nothing is changed', async () => {
    const hall = await aTownHall(await open());
    const before = await hall.store.organisation.stored();
    for (const [, yaml, detail] of wrong) {
      for (const tried of [await hall.plan(yaml), await hall.apply(yaml)]) {
        expect(tried).toMatchObject({ ok: false, problem: { detail } });
      }
    }
    expect(await hall.store.organisation.stored()).toEqual(before);
    expect(await hall.facts()).toEqual(['organisation.initialised']);
    expect(hall.told).toEqual({ offboarded: [], changed: [] });
  });

  it('when somebody holds something, then what it is in the app cannot change, and archiving is only said', async () => {
    const hall = await aTownHall(await open());
    const app = await hall.store.catalog.appBySlug('prod');
    if (app === undefined) throw new Error('there is no app');
    const deploy = (await hall.store.catalog.entitlementsOf(app.id)).find(({ slug }) => slug === 'deploy');
    const accountId = anId('account');
    await hall.store.ledger.addAccount({
      ...{ id: accountId, appId: app.id, personId: undefined, externalId: 'maya', kind: 'human', status: 'active' },
    });
    const claim = { source: 'direct_grant', requestId: undefined, changeId: undefined, level: undefined } as const;
    await hall.store.ledger.addClaims(
      [
        {
          ...claim,
          accountId,
          entitlementId: deploy?.id ?? 'ent_none',
          fields: {},
          endsAt: undefined,
          replaces: false,
        },
      ],
      { now: 0, lockMs: 1 },
    );
    expect(await hall.plan(edited(['{ slug: deploy }', '{ slug: deploy, external_id: release }']))).toMatchObject({
      problem: {
        code: 'wrong_state',
        detail:
          'Entitlement prod/deploy is held by 1 account as what it is in the app now: end that first, or add another entitlement. Nothing was changed.',
      },
    });
    expect((await hall.said(edited([', { slug: deploy }', '']))).warnings).toEqual([
      'What is archived is held by 1 account: they keep it until it ends.',
    ]);
    expect((await hall.said(edited(['slug: prod', 'slug: prod\n    connector: sandbox']))).warnings).toEqual([
      '1 account in app "prod" will be looked after by what it is connected to then.',
    ]);
    expect(lines(...(await hall.said(edited(['{ slug: deploy }', '{ slug: deploy, name: D }']))).warnings)).toBe('\n');
  });

  it('when somebody has no right to it, then they neither read nor change it', async () => {
    const hall = await aTownHall(await open());
    const file: OrganisationFile = { yaml: edited(['name: Ours', 'name: Theirs']) };
    for (const role of ['access_admin', 'auditor'] as const) {
      expect(await planPolicy(hall.deps, hall.author(role), file)).toMatchObject({ ok: true });
      const tried = await applyPolicy(hall.deps, hall.author(role), { file, version: 1 });
      expect(tried).toMatchObject({ problem: { code: 'not_allowed' } });
    }
    const member = hall.author(undefined);
    const tried = [
      await planPolicy(hall.deps, member, file),
      await applyPolicy(hall.deps, member, { file, version: 1 }),
      await seeOrganisation(hall.deps, member),
      await seeVersion(hall.deps, member, 1),
      await listVersions(hall.deps, member, { before: undefined, limit: 1 }),
    ];
    for (const one of tried) expect(one).toMatchObject({ ok: false, problem: { code: 'not_allowed' } });
    expect(await hall.version()).toBe(1);
  });
});
