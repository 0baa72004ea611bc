import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { anApi } from './api.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from './builders.ts';
import { visitorsOf } from './page-world.ts';

const base = anOrganisation();
const plain = anAppEntry().settings;

/** Longer than any line, and not what it seems to be. */
export const HOSTILE = `<script>alert(1)</script> "א ב" 🦊 ${'long'.repeat(40)}`;

const person = (name: string, given: object = {}) => aPersonEntry({ email: `${name}@example.com`, name, ...given });

/** Apps that want to know something, and people of every standing. Ada owns all of them. */
export const ASKING_ORGANISATION: Organisation = anOrganisation({
  policy: {
    ...base.policy,
    flows: [
      {
        ...{ slug: 'pick', name: 'An owner of your choice', decideBy: 'P7D', giveBy: 'P3D', selfApproval: false },
        levels: [
          {
            ...{ approvers: [{ kind: 'app_owner' }], mode: { kind: 'any' }, fallback: [], requesterPicks: true },
            ...{ distinct: true, remindAfter: 'P1D', remindEvery: 'P1D', escalation: undefined },
          },
        ],
      },
    ],
    rules: [{ name: 'Doors', when: { apps: ['doors'] }, outcome: { kind: 'flow', flow: 'pick' } }],
    dutyConflicts: [{ name: 'Pay and book', one: ['cloud/pay'], other: ['books/book'], effect: 'block' }],
  },
  people: [
    person('ada'),
    person('lin'),
    person('noor'),
    person('maya', { manager: 'noor@example.com', title: 'Nurse' }),
    person('sam', { manager: 'noor@example.com', title: 'Nurse' }),
    person('root', { roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'cloud', name: 'Production cloud', description: 'Where it runs', owners: ['ada@example.com'] },
      settings: { ...plain, lease: { maximum: 'P30D' }, breakGlass: { maximum: 'PT4H' } },
      entitlements: [
        anEntitlementEntry({ slug: 'deploy', name: 'Deploy', kind: 'permission', levels: ['staging', 'live'] }),
        ...['pay', 'read', 'write', 'twice', 'one', 'two'].map((slug) =>
          anEntitlementEntry({ slug, name: `To ${slug}` }),
        ),
        anEntitlementEntry({ slug: 'hidden', requestable: false }),
        anEntitlementEntry({ slug: 'odd', name: HOSTILE, description: HOSTILE }),
      ],
    }),
    anAppEntry({
      ...{ slug: 'books', name: 'Books', owners: ['ada@example.com'] },
      settings: { ...plain, reason: { list: [{ code: 'audit', text: 'The audit' }], freeText: 'required' } },
      entitlements: [
        anEntitlementEntry({ slug: 'book', name: 'Book' }),
        anEntitlementEntry({
          ...{ slug: 'people', name: 'Names of people', risk: 'high' },
          fields: [
            { name: 'ticket', title: 'Ticket', type: 'string', required: true, maxLength: 40 },
            { name: 'rows', title: 'How many rows', type: 'number', required: false },
            { name: 'leaves', title: 'It leaves the house', type: 'boolean', required: false },
          ],
        }),
      ],
    }),
    anAppEntry({
      ...{ slug: 'doors', name: 'Doors', owners: ['ada@example.com', 'lin@example.com'] },
      entitlements: [anEntitlementEntry({ slug: 'front', name: 'Front door' })],
    }),
  ],
});

/** They ask on pages, without a browser and without Temporal. */
export async function anAskingWorld(organisation: Organisation = ASKING_ORGANISATION) {
  const api = await anApi(organisation);
  const { people } = api.deps.store;
  const visitors = visitorsOf(api, (name: string) => people.byEmail(`${name}@example.com`));

  /** Presses a button of the form that this address shows, after typing these fields. */
  async function press(by: string, address: string, button: string, typed: { readonly [field: string]: string } = {}) {
    const { text } = await visitors.see(by, address);
    const body = new FormData();
    for (const [, name = '', value = ''] of text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
      body.set(name, value);
    for (const [name, value] of [...new URL(address, 'http://x').searchParams, ...Object.entries(typed)])
      body.set(name, value);
    body.set('do', button);
    return visitors.ask(by, '/requests/new', { method: 'POST', body });
  }

  return { api, ...visitors, press };
}
