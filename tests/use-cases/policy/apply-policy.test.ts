import { expect, it } from '@jest/globals';
import { organisationFiles } from '../../../src/organisation/organisation-files.ts';
import { applyPolicy } from '../../../src/use-cases/policy/apply-policy.ts';
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

  it('when requests are open, then they keep their flow, and that is said', async () => {
    const hall = await aTownHall(await open());
    for (let i = 0; i < 3; i++) await hall.store.requests.open(aRequest(), []);
    const file = edited(['Rest, flow: manager', 'Rest, flow: owner']);
    expect((await hall.said(file)).warnings).toEqual(['3 open requests keep the flow they were submitted with.']);
    expect((await hall.said(edited(['name: Ours', 'name: Theirs']))).warnings).toEqual([]);
  });

  it('when the demo is written as a file, then applying it changes nothing', async () => {
    const { demoOrganisation } = await import('../../../src/organisation/demo/demo-organisation.ts');
    const text = organisationFiles.write(demoOrganisation());
    const hall = await aTownHall(await open(), text);
    expect((await hall.said(text)).lines).toEqual([]);
  });
});
