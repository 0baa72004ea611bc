import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoOrganisation } from '../../src/organisation/demo/demo-organisation.ts';
import { renderYaml } from '../../src/organisation/render-yaml.ts';
import { anOrganisation } from './arbitrary-organisation.ts';
import { lines, parsed } from './support.ts';

describe('when an organisation is written as YAML', () => {
  it('then reading it gives the same organisation, whatever it holds', () => {
    fc.assert(
      fc.property(anOrganisation, (organisation) => {
        expect(parsed(renderYaml(organisation))).toEqual(organisation);
      }),
      { numRuns: 300 },
    );
  });

  it('then the demo organisation comes back exactly', () => {
    expect(parsed(renderYaml(demoOrganisation()))).toStrictEqual(demoOrganisation());
  });

  it('then an organisation without any policy stays one', () => {
    const bare = parsed('flows: []\nrules: []');
    expect(bare.policy).toMatchObject({ flows: [], rules: [] });
    expect(parsed(renderYaml(bare))).toStrictEqual(bare);
  });

  it('then every section is written, and in it only what differs from the usual', () => {
    const text = lines(
      'organisation: { name: Ours }',
      'apps: [{ slug: crm, name: CRM, connector: manual }]',
      'rules: []',
    );
    expect(renderYaml(parsed(text))).toBe(
      lines(
        ...['organisation:', '  name: Ours', '  zone: UTC', 'people: []'],
        ...['apps:', '  - slug: crm', '    name: CRM', '    connector: manual'],
        ...['flows: []', 'rules: []', 'separation_of_duties: []'],
      ),
    );
  });
});
