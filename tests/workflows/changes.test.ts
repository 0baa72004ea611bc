import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangeOp } from '../../src/domain/request/change.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import type { RequestWish } from '../../src/domain/request/wish.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { HOUR } from '../../src/domain/time.ts';
import { grantDirectly } from '../../src/use-cases/grant-directly.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { onEachDatabase } from '../support/databases.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, stateNow, story, stored, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { addBaseline } from './scenes.ts';
import { expectWholeRecord } from './soundness.ts';

const levels = ['viewer', 'editor', 'owner'];
const base = anOrganisation();
const organisation = anOrganisation({
  policy: {
    ...base.policy,
    rules: [
      {
        name: 'Nobody loses this by accident',
        when: { entitlements: ['aws/guarded'], changes: ['remove'] },
        outcome: { kind: 'flow', flow: 'default' },
      },
    ],
  },
  people: [
    ...['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com'] },
      entitlements: [
        ...['docs', 'wiki', 'lake'].map((slug) => anEntitlementEntry({ slug, levels })),
        ...['many', 'guarded', 'stray'].map((slug) => anEntitlementEntry({ slug })),
        ...['day', 'night'].map((slug) => anEntitlementEntry({ slug, exclusiveSet: 'shift' })),
      ],
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'with Temporal', () =>
  onEachDatabase('what is held already', (_, newAddress) => stories(newAddress)),
);

function stories(newAddress: () => Promise<DatabaseAddress>): void {
  describe('in order', () => {
    let stage: Stage;
    let people: ReturnType<typeof peopleOf>;
    beforeAll(async () => {
      stage = await aStage(organisation, { address: await newAddress() });
      people = peopleOf(stage);
    });
    afterAll(async () => {
      await expectWholeRecord(stage);
      await stage.house.close();
    });

    /** A change of something; levels as `docs:editor`. */
    function change(op: ChangeOp, name: string): RequestWish['changes'][number] {
      const [slug, level] = name.split(':');
      return { op, entitlementId: stage.entitlement(`aws/${slug}`).id, level, fields: {} };
    }

    const asking = (changes: RequestWish['changes'], length = 'PT8H') =>
      people.ask('maya', 'aws/docs', { changes, lease: { kind: 'for', length } });

    async function given(changes: RequestWish['changes'], length?: string): Promise<RequestId> {
      const { id } = valueOf(await asking(changes, length));
      valueOf(await people.decide('ada', id));
      await untilState(stage, { id }, 'active', 'ended');
      return id;
    }

    /** What stands in the app itself: the level, `yes` where there are none, nothing where it is not held. */
    async function inApp(slug: string): Promise<string | undefined> {
      const all = await stage.house.store.sandbox.holdings(stage.app('aws').id, { after: undefined, limit: 1000 });
      const found = all.find(({ entitlement, real }) => entitlement === slug && real.held);
      return found === undefined ? undefined : (found.real.level ?? 'yes');
    }

    it('when another level is asked for a while, then it is changed in place, and is what it was afterwards', async () => {
      const lease = await given([change('add', 'docs:viewer')], 'P1D');
      const seen = new Set<string | undefined>();
      let isWatching = true;
      const watching = (async () => {
        while (isWatching) {
          seen.add(await inApp('docs'));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      const raised = await given([change('modify', 'docs:owner')], 'PT2H');
      expect(await inApp('docs')).toBe('owner');
      expect(await pass(stage, { id: raised }, 3 * HOUR)).toBe('ended');
      expect(await inApp('docs')).toBe('viewer');
      isWatching = false;
      await watching;
      expect(seen).toEqual(new Set(['owner', 'viewer']));
      expect(await stateNow(stage, lease)).toBe('active');
      expect(await story(stage, raised)).toContain('holding.kept');
    });

    it('when it is asked for at another level, then that is a change of it, downwards too', async () => {
      await given([change('add', 'wiki:owner')], 'P1D');
      const id = await given([change('add', 'wiki:viewer')], 'PT2H');
      expect((await stored(stage, id)).changes).toMatchObject([{ op: 'modify', level: 'viewer', state: 'given' }]);
      expect(await inApp('wiki')).toBe('viewer');
    });

    it('when the older lease ends first, then the newer level stays until its own end', async () => {
      const lease = await given([change('add', 'lake:viewer')], 'PT1H');
      const raised = await given([change('modify', 'lake:editor')], 'P1D');
      expect(await pass(stage, { id: lease }, 2 * HOUR)).toBe('ended');
      expect(await inApp('lake')).toBe('editor');
      expect(await pass(stage, { id: raised }, 25 * HOUR)).toBe('ended');
      expect(await inApp('lake')).toBeUndefined();
    });

    it('when several reasons hold it, then removing it ends each of them, and it is gone', async () => {
      const one = await given([change('add', 'many')]);
      const { house } = stage;
      const [holding] = (await house.store.ledger.holdingsOfPerson(stage.person('maya').id)).filter(
        ({ entitlementId }) => entitlementId === stage.entitlement('aws/many').id,
      );
      if (holding === undefined) throw new Error('it is not held');
      const { accountId, entitlementId } = holding;
      await addBaseline(stage, { accountId, entitlementId });
      const removal = valueOf(await asking([change('remove', 'many')])).id;
      await untilState(stage, { id: removal }, 'ended');
      await untilState(stage, { id: one }, 'ended');
      expect(await inApp('many')).toBeUndefined();
      expect(await story(stage, one)).toContain('request.change_revoked');
      expect(await story(stage, removal)).toEqual([
        ...['request.opened', 'request.auto_approved', 'request.ending', 'holding.removed', 'request.ended'],
      ]);
      expect((await stored(stage, removal)).changes).toMatchObject([{ state: 'taken', proof: { kind: 'read_back' } }]);
      const claims = await house.store.ledger.claimsOf(holding.id);
      expect(claims.filter(({ live }) => live)).toEqual([]);
    });

    it('when a rule says who decides about removing, then nothing is removed before', async () => {
      await given([change('add', 'guarded')]);
      const removal = valueOf(await asking([change('remove', 'guarded')])).id;
      expect(await stateNow(stage, removal)).toBe('pending_approval');
      expect(await inApp('guarded')).toBe('yes');
      valueOf(await people.decide('ada', removal));
      await untilState(stage, { id: removal }, 'ended');
      expect(await inApp('guarded')).toBeUndefined();
    });

    it('when only one of a set can be held, then one request changes over, first the one and then the other', async () => {
      await given([change('add', 'day')]);
      const { id } = valueOf(await asking([change('remove', 'day'), change('add', 'night')]));
      valueOf(await people.decide('ada', id));
      await untilState(stage, { id }, 'active');
      expect([await inApp('day'), await inApp('night')]).toEqual([undefined, 'yes']);
    });

    it('when it is not held, then there is nothing to change or to remove', async () => {
      for (const op of ['modify', 'remove'] as const) {
        expect(await asking([change(op, 'stray')])).toMatchObject({ ok: false, problem: { code: 'wrong_state' } });
      }
    });

    it('when it is held already, then an admin cannot grant it once more', async () => {
      await given([change('add', 'stray')]);
      const wish = people.wishOf('maya', ['aws/stray']);
      expect(await grantDirectly(people.deps, people.acting('lin'), { wish })).toMatchObject({
        ok: false,
        problem: { code: 'already_exists', field: 'changes.0' },
      });
    });
  });
}
