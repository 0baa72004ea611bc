import { expect, it } from '@jest/globals';
import { applyPolicy } from '../../../src/use-cases/policy/apply-policy.ts';
import { listVersions, seeOrganisation, seeVersion } from '../../../src/use-cases/policy/policy-versions.ts';
import { parsed } from '../../organisation/support.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { valueOf } from '../../support/people.ts';
import { aTownHall, BASE, edited } from './town-hall.ts';

onEachDatabase('versions of an organisation', (open) => {
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
});
