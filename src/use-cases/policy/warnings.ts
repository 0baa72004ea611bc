import type { EntitlementId } from '../../domain/ids.ts';
import { counted, quoted, sayNames } from '../../domain/organisation/wording.ts';
import type { Store } from '../../ports/store.ts';
import type { PolicyDraft } from './draft-policy.ts';

type Reads = Pick<Store, 'organisation' | 'requests'>;

/** What follows from it that the lines themselves do not say. */
export async function warningsFor(draft: PolicyDraft, store: Reads): Promise<readonly string[]> {
  return [
    ...(await openRequests(draft, store)),
    ...(await stillHeld(draft, store)),
    ...(await readOtherwise(draft, store)),
    ...leaving(draft),
    ...newAddresses(draft),
    ...ownerless(draft),
  ];
}

const MOST_COUNTED = 1000;

async function openRequests({ diff }: PolicyDraft, { requests }: Reads): Promise<readonly string[]> {
  const { flows, rules, moved } = diff;
  const touched = [flows.changed, flows.removed, rules.added, rules.changed, rules.removed, moved];
  if (touched.every((list) => list.length === 0)) return [];
  const query = { viewer: undefined, tab: 'open', after: undefined, limit: MOST_COUNTED + 1 } as const;
  const { length } = await requests.page(query);
  if (length === 0) return [];
  if (length === 1) return ['1 open request keeps the flow it was submitted with.'];
  const count = length > MOST_COUNTED ? `More than ${MOST_COUNTED}` : String(length);
  return [`${count} open requests keep the flow they were submitted with.`];
}

async function stillHeld({ rows }: PolicyDraft, store: Reads): Promise<readonly string[]> {
  const count = await accounts(
    rows.entitlements.filter(({ archived }) => archived).map(({ id }) => id),
    store,
  );
  return count === 0 ? [] : [`What is archived is held by ${counted(count, 'account')}: they keep it until it ends.`];
}

/** What is held stays what it is, and is looked for elsewhere from then on. */
async function readOtherwise({ stored, diff }: PolicyDraft, store: Reads): Promise<readonly string[]> {
  const turned = diff.apps.changed.filter(({ fields }) => fields.some(({ field }) => field.startsWith('connector')));
  const warnings: string[] = [];
  for (const { name, after } of turned) {
    const app = stored.apps.find(({ slug }) => slug === name);
    const inside = stored.entitlements.filter(({ appId }) => appId === app?.id).map(({ id }) => id);
    const count = await accounts(inside, store);
    if (count === 0) continue;
    warnings.push(
      `${counted(count, 'account')} in app ${quoted(after.name)} will be looked after by what it is connected to then.`,
    );
  }
  return warnings;
}

async function accounts(ids: readonly EntitlementId[], { organisation }: Reads): Promise<number> {
  return new Set((await organisation.holders(ids)).map(({ accountId }) => accountId)).size;
}

function leaving({ diff: { people } }: PolicyDraft): readonly string[] {
  const back = people.changed.filter(({ fields }) => fields.some(({ field }) => field === 'status'));
  const [gone, again] = [people.removed.length, back.length];
  return [
    ...(gone === 0 ? [] : [`${counted(gone, 'person leaves', 'people leave')}: everything they hold is taken back.`]),
    ...(again === 0 ? [] : [`${counted(again, 'person who had left comes', 'people who had left come')} back.`]),
  ];
}

/** An e-mail names a person: who gets another one is somebody new, without what they held. */
function newAddresses({ diff: { people } }: PolicyDraft): readonly string[] {
  const gone = new Map(people.removed.map(({ name, email }) => [name.toLowerCase(), email]));
  return people.added.flatMap(({ name, email }) => {
    const old = gone.get(name.toLowerCase());
    return old === undefined
      ? []
      : [`${old} leaves and ${email} is new, both called ${quoted(name)}: is it one person?`];
  });
}

function ownerless({ before, after, diff }: PolicyDraft): readonly string[] {
  const here = new Set(after.people.filter(({ status }) => status === 'active').map(({ email }) => email));
  const had = new Set(diff.people.removed.map(({ email }) => email));
  const old = new Map(before.apps.map(({ slug, owners }) => [slug, owners]));
  const lost = after.apps.filter(
    ({ slug, owners }) =>
      !owners.some((email) => here.has(email)) && [...owners, ...(old.get(slug) ?? [])].some((email) => had.has(email)),
  );
  if (lost.length === 0) return [];
  return [`Nobody who is here owns ${sayNames(lost.map(({ name }) => quoted(name)))} any more.`];
}
