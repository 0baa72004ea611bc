import { expect, it } from '@jest/globals';
import { organisationOf } from '../../../src/domain/organisation/stored.ts';
import { refused } from '../../../src/domain/errors.ts';
import { organisationFiles } from '../../../src/organisation/organisation-files.ts';
import { applyPolicy } from '../../../src/use-cases/policy/apply-policy.ts';
import { listVersions, seeOrganisation, seeVersion } from '../../../src/use-cases/policy/policy-versions.ts';
import { parsed } from '../../organisation/support.ts';
import { aRequest } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall, BASE, edited } from './town-hall.ts';

onEachDatabase('the file of an organisation', (open) => {
  it('when it is planned, then it is said what would change, and nothing changes', async () => {
    const hall = await aTownHall(await open());
    const plan = await hall.said(
      edited(['Rest, flow: manager', 'Rest, flow: owner'], ['groups: [on-call]', 'title: Lead']),
    );
    expect(plan).toMatchObject({
      version: 1,
      lines: [
        '~ person ada@x.example: title now "Lead" (was none); groups lose on-call',
        '~ rule "Rest" now goes to flow "owner" (was "manager")',
      ],
      counts: { people: { added: 0, changed: 1, removed: 0 }, rules: { added: 0, changed: 1, removed: 0 } },
      warnings: [],
    });
    expect(await hall.version()).toBe(1);
    expect(await hall.facts()).toEqual(['organisation.initialised']);
    expect((await hall.said(BASE)).lines).toEqual([]);
  });

  it('when it is applied, then it is so, written down, and planning it again finds nothing to do', async () => {
    const hall = await aTownHall(await open());
    const file = edited(
      ['Rest, flow: manager', 'Rest, flow: owner'],
      ['  - { email: lin@x', '  - { email: bo@x.example, name: Bo, manager: lin@x.example }\n  - { email: lin@x'],
      [
        '{ slug: deploy }]',
        '{ slug: admin, owners: bo@x.example }]\n  - { slug: crm, entitlements: { slug: a } }'.replace(
          '{ slug: a }',
          '[{ slug: a }]',
        ),
      ],
      ['owners: [ada@x.example, lin@x.example]', 'owners: lin@x.example'],
    );
    const applied = valueOf(await hall.apply(file));
    expect(applied).toMatchObject({ version: 2, notOffboarded: [] });
    expect(applied.lines).toHaveLength(6);
    expect(await hall.said(file)).toMatchObject({ version: 2, lines: [] });
    expect(await hall.facts()).toEqual([
      'organisation.initialised',
      ...['policy.applied', 'person.added', 'app.added', 'app.changed'],
      ...['entitlement.added', 'entitlement.archived'],
    ]);
    const stored = await hall.store.organisation.stored();
    expect(stored?.entitlements.map(({ slug, archived }) => `${slug} ${archived}`).toSorted()).toEqual([
      ...['a false', 'admin false', 'deploy true', 'view false'],
    ]);
    expect((await hall.store.policy.version(1))?.rules.at(-1)?.outcome).toEqual({ kind: 'flow', flow: 'manager' });
    expect(hall.told).toEqual({ offboarded: [], changed: ['ada'] });
  });

  it('when it says nothing new, then there is no new version', async () => {
    const hall = await aTownHall(await open());
    expect(valueOf(await hall.apply(`# a comment\n${BASE}`))).toMatchObject({ version: 1, lines: [] });
    expect(await hall.version()).toBe(1);
  });

  it('when it was planned on an older version, then it is refused with what it would do now', async () => {
    const hall = await aTownHall(await open());
    valueOf(await hall.apply('rules: [{ name: Rest, flow: owner }]'));
    const late = await hall.apply(edited(['name: Ours', 'name: Theirs']));
    expect(late).toMatchObject({
      ok: false,
      problem: {
        code: 'version_conflict',
        detail:
          'It was planned on version 1, and version 2 has changed meanwhile. Nothing was changed. Look at what the file would do now.',
        data: {
          version: 2,
          lines: [
            '~ organisation: name now "Theirs" (was "Ours")',
            '+ rule "Free", first of all: risk low approves at once',
            '~ rule "Rest" now goes to flow "manager" (was "owner")',
          ],
        },
      },
    });
    expect(await hall.version()).toBe(2);
  });

  it('when something else would be done than was read, then it is refused, version or not', async () => {
    const hall = await aTownHall(await open());
    const file = edited(['name: Ada,', 'name: Ada, status: active, title: Lead,']);
    const { hash } = await hall.said(file);
    const ada = await hall.store.people.byEmail('ada@x.example');
    await hall.store.people.offboard(ada?.id ?? 'per_none', []);
    const late = await hall.apply(file, { hash });
    expect(late).toMatchObject({ ok: false, problem: { code: 'version_conflict' } });
    expect(late).toHaveProperty('problem.data.warnings', ['1 person who had left comes back.']);
  });

  it('when twenty people apply at once, then one of them does', async () => {
    const hall = await aTownHall(await open());
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => hall.apply(edited(['name: Ours', `name: Ours ${i}`]))),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((one) => !one.ok && one.problem.code === 'version_conflict')).toHaveLength(19);
    expect(await hall.version()).toBe(2);
  });

  it('when somebody changes an app meanwhile, then that is not written over', async () => {
    const hall = await aTownHall(await open());
    const app = await hall.store.catalog.appBySlug('prod');
    const original = hall.deps.store.organisation.change;
    let raced = 0;
    const organisation = {
      ...hall.store.organisation,
      change: async (...given: Parameters<typeof original>) => {
        if (raced++ === 0) await hall.store.switches.freeze(app?.id ?? 'all', true, []);
        return original(...given);
      },
    };
    const deps = { ...hall.deps, store: { ...hall.store, organisation } };
    const file = { yaml: edited(['slug: prod', 'slug: prod\n    name: Production']) };
    valueOf(await applyPolicy(deps, hall.author('super_admin'), { file, version: 1 }));
    expect(raced).toBe(2);
    expect(await hall.store.catalog.appBySlug('prod')).toMatchObject({ name: 'Production', frozen: true });
  });

  it('when all apps are frozen, then a file that changes one does not freeze it for good', async () => {
    const hall = await aTownHall(await open());
    await hall.store.switches.freeze('all', true, []);
    valueOf(await hall.apply(edited(['slug: prod', 'slug: prod\n    name: Production'])));
    await hall.store.switches.freeze('all', false, []);
    expect(await hall.store.catalog.appBySlug('prod')).toMatchObject({ name: 'Production', frozen: false });
  });

  it('when people exchange Slack users, get another address, or entitlements exchange their names in the app, then it holds', async () => {
    const hall = await aTownHall(await open());
    const file = edited(
      ['U0ADA', 'U0XXX'],
      ['U0LIN', 'U0ADA'],
      ['U0XXX', 'U0LIN'],
      [
        '{ slug: view, risk: low }, { slug: deploy }',
        '{ slug: view, external_id: deploy }, { slug: deploy, external_id: view }',
      ],
    );
    valueOf(await hall.apply(file));
    expect((await hall.said(file)).lines).toEqual([]);
    const moved = file.replaceAll('ada@x.example', 'ada.b@x.example');
    expect((await hall.said(moved)).warnings).toEqual([
      '1 person leaves: everything they hold is taken back.',
      'ada@x.example leaves and ada.b@x.example is new, both called "Ada": is it one person?',
    ]);
    valueOf(await hall.apply(moved, { version: 2 }));
    expect(await hall.store.people.byEmail('ada.b@x.example')).toMatchObject({ slackUserId: 'U0LIN' });
    expect(await hall.store.people.byEmail('ada@x.example')).toMatchObject({
      slackUserId: undefined,
      status: 'offboarded',
    });
  });

  it('when it does not name somebody any more, then they are offboarded; a file without people offboards nobody', async () => {
    const hall = await aTownHall(await open());
    valueOf(await hall.apply('organisation: { name: Theirs }'));
    expect(hall.told.offboarded).toEqual([]);
    const people = 'people: [{ email: sue@x.example, name: Sue, roles: super_admin }]';
    expect((await hall.said(people)).warnings).toEqual([
      '2 people leave: everything they hold is taken back.',
      'Nobody who is here owns "prod" any more.',
    ]);
    valueOf(await hall.apply(people, { version: 2 }));
    expect(hall.told.offboarded).toEqual(['ada', 'lin']);
    expect((await hall.said(people)).lines).toEqual([]);
    // The list was not told that they left: it does not bring them back, only who says so does.
    expect((await hall.said(BASE)).lines).toEqual(['~ organisation: name now "Ours" (was "Theirs")']);
    const back = edited(['name: Ada,', 'name: Ada, status: active,'], ['name: Ours', 'name: Theirs']);
    expect((await hall.said(back)).lines).toEqual(['~ person ada@x.example: status now active (was offboarded)']);
  });

  it('when somebody cannot be offboarded now, then the rest is done, they are named, and applying again tries again', async () => {
    const hall = await aTownHall(await open());
    const file = { yaml: 'people: [{ email: sue@x.example, name: Sue, roles: super_admin }]' };
    const deps = { ...hall.deps, offboard: () => Promise.resolve(refused('unavailable', 'Temporal is away.')) };
    const applied = valueOf(await applyPolicy(deps, hall.author('super_admin'), { file, version: 1 }));
    expect(applied.notOffboarded).toEqual([
      { email: 'ada@x.example', why: 'Temporal is away.' },
      { email: 'lin@x.example', why: 'Temporal is away.' },
    ]);
    valueOf(await hall.apply(file.yaml, { version: 2 }));
    expect(hall.told.offboarded).toEqual(['ada', 'lin']);
  });

  it('when an app goes and comes back, then it is the same one', async () => {
    const hall = await aTownHall(await open());
    const before = await hall.store.catalog.appBySlug('prod');
    const gone = BASE.replace(/apps:[^]*flows:/, 'apps: []\nflows:');
    expect((await hall.said(gone)).lines).toEqual(['- app "prod" is archived: nobody can ask for it any more']);
    valueOf(await hall.apply(gone));
    expect(await hall.store.catalog.appBySlug('prod')).toMatchObject({ id: before?.id, archived: true });
    valueOf(await hall.apply(BASE, { version: 2 }));
    expect(await hall.store.catalog.appBySlug('prod')).toEqual(before);
    expect(organisationOf((await hall.store.organisation.stored()) as never)).toMatchObject({
      apps: [{ slug: 'prod' }],
    });
  });

  it('when requests are open, then they keep their flow, and that is said', async () => {
    const hall = await aTownHall(await open());
    for (let i = 0; i < 3; i++) await hall.store.requests.open(aRequest(), []);
    const file = edited(['Rest, flow: manager', 'Rest, flow: owner']);
    expect((await hall.said(file)).warnings).toEqual(['3 open requests keep the flow they were submitted with.']);
    expect((await hall.said(edited(['name: Ours', 'name: Theirs']))).warnings).toEqual([]);
  });

  it('when it is asked for, then it reads as a file that changes nothing, and each version as it was applied', async () => {
    const hall = await aTownHall(await open());
    const file = `# why: audit finding 7\n${edited(['name: Ours', 'name: Theirs'])}`;
    valueOf(await hall.apply(file));
    const { deps } = hall;
    const now = valueOf(await seeOrganisation(deps, hall.author('auditor')));
    expect(now).toMatchObject({ version: 2, by: 'sue@x.example' });
    expect(parsed(now.yaml).policy.organisation.name).toBe('Theirs');
    expect((await hall.said(now.yaml)).lines).toEqual([]);
    const all = valueOf(await listVersions(deps, hall.author('auditor'), { before: undefined, limit: 10 }));
    expect(all.map(({ version, by }) => [version, by])).toEqual([
      [2, 'sue@x.example'],
      [1, 'leasehold.yaml'],
    ]);
    expect(valueOf(await seeVersion(deps, hall.author('auditor'), 2)).text).toBe(file);
    expect(valueOf(await seeVersion(deps, hall.author('auditor'), 1)).text).toBe(BASE);
    expect(await seeVersion(deps, hall.author('auditor'), 9)).toMatchObject({ problem: { code: 'not_found' } });
  });

  it('when CSV is applied, then it is a version like any other', async () => {
    const hall = await aTownHall(await open());
    const people = 'email,name,title\nsue@x.example,Sue,Director\nada@x.example,Ada,\nlin@x.example,Lin,\n';
    const author = hall.author('super_admin');
    const applied = valueOf(await applyPolicy(hall.deps, author, { file: { csv: { people } }, version: 1 }));
    expect(applied.lines).toEqual(['~ person sue@x.example: title now "Director" (was none)']);
    expect(valueOf(await seeVersion(hall.deps, author, 2)).text).toBe(JSON.stringify({ people }));
    expect(await hall.store.people.byEmail('sue@x.example')).toMatchObject({ roles: ['super_admin'] });
  });

  it('when the demo is written as a file, then applying it changes nothing', async () => {
    const { demoOrganisation } = await import('../../../src/organisation/demo/demo-organisation.ts');
    const text = organisationFiles.write(demoOrganisation());
    const hall = await aTownHall(await open(), text);
    expect((await hall.said(text)).lines).toEqual([]);
  });
});
