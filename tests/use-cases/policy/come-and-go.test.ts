import { expect, it } from '@jest/globals';
import { refused } from '../../../src/domain/errors.ts';
import { organisationOf } from '../../../src/domain/organisation/stored.ts';
import { applyPolicy } from '../../../src/use-cases/policy/apply-policy.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall, BASE, edited } from './town-hall.ts';

onEachDatabase('people and apps that come and go by the file', (open) => {
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
});
