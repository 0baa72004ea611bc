import { describe, expect, it } from '@jest/globals';
import { diffOrganisation } from '../../src/domain/organisation/diff.ts';
import { sayDiff } from '../../src/domain/organisation/say-diff.ts';
import { organisationFiles } from '../../src/organisation/organisation-files.ts';
import type { OrganisationFile } from '../../src/ports/organisation-files.ts';
import { lines, parsed } from './support.ts';

const there = parsed(
  lines(
    'people:',
    '  - { email: ada@x.example, name: Ada, title: Engineer, groups: [on-call] }',
    '  - { email: lin@x.example, name: Lin, roles: super_admin }',
    'apps:',
    '  - slug: crm',
    '    name: CRM',
    '    connector: postgres',
    '    connector_config: { database: CRM }',
    '    owners: ada@x.example',
    '    reason: { list: [Incident] }',
    '    lease: { maximum: 8h, extension_limit: 2d }',
    '    entitlements: [{ slug: read, fields: [{ name: ticket }] }, { slug: write }]',
    'flows: [{ slug: owner, levels: app_owner }]',
    'rules: [{ name: All, when: { apps: crm }, flow: owner }]',
    'separation_of_duties: [{ name: Both, one: crm/read, other: crm/write }]',
  ),
);

function said(file: OrganisationFile): readonly string[] | string {
  const read = organisationFiles.read(file, there);
  return read.ok ? sayDiff(diffOrganisation(there, read.value)) : read.problem.detail;
}
const saidOf = (...text: readonly string[]) => said({ yaml: lines(...text) });

describe('when a file has only some sections', () => {
  it('then the others stay as they are', () => {
    expect(saidOf('rules: [{ name: All, flow: owner }]')).toEqual(['~ rule "All" now asks for anything (was app crm)']);
    expect(saidOf('organisation: { name: Ours }')).toEqual(['~ organisation: name now "Ours" (was "Organisation")']);
    expect(saidOf('flows: [{ slug: owner, levels: manager }]')).toEqual([
      '~ flow "owner": level 1 now the manager (was an owner of the app)',
    ]);
  });

  it('then what they name is found in what is there', () => {
    expect(saidOf('rules: [{ name: All, when: { apps: crn }, flow: owner }]')).toBe(
      'leasehold.yaml line 1: rule "All" names app "crn", which is not defined. Did you mean "crm"? Nothing was changed.',
    );
    expect(saidOf('# ours', 'flows: [{ slug: other, levels: manager }]')).toBe(
      'leasehold.yaml line 2: "rules", which is not in this file and stays as it is: rule "All" names flow "owner", which is not defined. Did you mean "other"? Nothing was changed.',
    );
    expect(saidOf('apps: []', 'rules: []', 'separation_of_duties: []')).toEqual([
      '- app "CRM" is archived: nobody can ask for it any more',
      '- rule "All"',
      '- separation of duties "Both"',
    ]);
    expect(saidOf('apps: []', 'rules: []')).toContain('stays as it is: separation of duties "Both" names entitlement');
  });

  it('then somebody who leaves may still be named by what stays, and by nothing in the file', () => {
    expect(saidOf('people: [{ email: lin@x.example, name: Lin, roles: super_admin }]')).toEqual([
      '- person ada@x.example is offboarded: all their access ends',
    ]);
    expect(saidOf('people: [{ email: lin@x.example, name: Lin, manager: ada@x.example }]')).toContain(
      'names manager "ada@x.example", which is not defined',
    );
  });
});

describe('when CSV comes on top of what is there', () => {
  it('then a column that it does not have is left alone, and an empty cell is empty', () => {
    expect(
      said({ csv: { people: lines('E-mail,Name,Title', 'ADA@x.example,Ada,Lead', 'lin@x.example,Lin,') } }),
    ).toEqual(['~ person ada@x.example: title now "Lead" (was "Engineer")']);
    expect(said({ csv: { people: lines('email,name,roles', 'ada@x.example,Ada,', 'lin@x.example,Lin,') } })).toEqual([
      '~ person lin@x.example: roles lose super_admin',
    ]);
  });

  it('then an app keeps what CSV cannot say, and its entitlements where no file is about them', () => {
    expect(said({ csv: { apps: lines('slug,name,maximum', 'crm,Customers,4h', 'new,New,') } })).toEqual([
      '+ app "New" with 0 entitlements',
      '~ app "CRM": name now "Customers" (was "CRM"); longest lease now 4 hours (was 8 hours)',
    ]);
    expect(said({ csv: { entitlements: lines('app,slug,risk', 'crm,read,high', 'crm,write,') } })).toEqual([
      '~ entitlement crm/read: risk now high (was medium)',
    ]);
  });

  it('then what is wrong is named with its file and line', () => {
    expect(said({ csv: { entitlements: lines('app,slug', 'crm,read', 'crn,write') } })).toBe(
      'entitlements.csv line 3: the app "crn" is not defined. Did you mean "crm"? Nothing was changed.',
    );
    expect(said({ csv: { apps: lines('slug,owners', 'crm,ada@x.example|bo@x.example') } })).toBe(
      'apps.csv line 2: app "crm" names owner "bo@x.example", which is not defined. Nothing was changed.',
    );
    expect(said({ csv: {} })).toBe('No file was given. Nothing was changed.');
  });
});
