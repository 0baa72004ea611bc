import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import { isStillLooking } from '../../src/domain/request/looking.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Acting } from '../../src/use-cases/acting.ts';
import { look } from '../../src/use-cases/desk/look.ts';
import { mintDecisionLink } from '../../src/use-cases/desk/mint-decision-link.ts';
import { seeLooking } from '../../src/use-cases/desk/see-looking.ts';
import { type ApiWorld, anApiWorld, type Name } from '../support/api-world.ts';
import { anId, anOpenLevel, aRequest, NOW } from '../support/builders.ts';
import { valueOf } from '../support/people.ts';

describe.each(['sqlite', 'postgres'] as const)('what people have in hand before they decide (%s)', (database) => {
  let world: ApiWorld;
  let deps: ApiWorld['api']['deps'];
  beforeAll(async () => {
    world = await anApiWorld(database);
    ({ deps } = world.api);
  });
  afterAll(() => world.api.close());

  async function acting(name: Name): Promise<Acting> {
    const person = await deps.store.people.byId(world.ids[name]);
    if (person === undefined) throw new Error(`the world has no ${name}`);
    const actor = { kind: 'person', id: person.id } as const;
    return { person, principal: person.id, origin: { actor, surface: 'slack', assurance: 'slack_bound' } };
  }
  const looks = async (name: Name, id = world.request) => look(deps, await acting(name), id);
  const facts = async (name: AuditFact['fact']) => {
    const rows = await deps.store.audit.search({ subject: `request:${world.request}`, fact: name, limit: 10 });
    return rows.map(({ body }) => JSON.parse(body) as AuditFact);
  };

  it('when somebody looks who cannot decide, then they are told so, and nobody is looking', async () => {
    expect(await looks('zoe')).toMatchObject({ problem: { code: 'not_an_approver' } });
    expect(await looks('maya')).toMatchObject({ problem: { code: 'own_request' } });
    expect(await looks('lin', anId('request'))).toMatchObject({ problem: { code: 'not_found' } });
    expect(await deps.store.desk.lookingAt(world.request)).toBeUndefined();
  });

  it('when two who can decide look, then the last one is it, each is one fact, and saying it again is none', async () => {
    valueOf(await looks('lin'));
    const sams = valueOf(await looks('sam'));
    expect(await looks('sam')).toEqual({ ok: true, value: sams });
    const request = await deps.store.requests.byId(world.request);
    expect(await seeLooking(deps.store, request ?? aRequest())).toEqual({ name: 'sam', since: sams.since });
    const looked = (await facts('request.looked_at')).map(({ actor, surface }) => [actor, surface]);
    const by = (name: Name) => [{ kind: 'person', id: world.ids[name] }, 'slack'];
    expect(looked).toEqual([by('sam'), by('lin')]);
  });

  const mint = async (name: Name, given: Partial<Parameters<typeof mintDecisionLink>[3]> = {}) =>
    mintDecisionLink(deps, await acting(name), world.request, { clickId: `a click of ${name}`, ...given });

  it('when a link is made, then it is for one person, once and soon, and only its hash is kept', async () => {
    const lease = { kind: 'for', length: 'PT6H' } as const;
    const before = deps.clock.now();
    const { path, expiresAt } = valueOf(await mint('lin', { comment: 'until it is closed', lease }));
    const [, secret = ''] = /^\/decide\/([\w-]{43})$/.exec(path) ?? [];
    const link = await deps.store.desk.linkBy(deps.keys.sha256(secret));
    expect(link).toEqual({
      ...{ hash: deps.keys.sha256(secret), personId: world.ids.lin, requestId: world.request, usedAt: undefined },
      ...{ comment: 'until it is closed', lease, clickId: 'a click of lin', expiresAt },
    });
    expect(expiresAt - before).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(expiresAt - deps.clock.now()).toBeLessThanOrEqual(10 * MINUTE);
    const used = await Promise.all([1, 2].map(() => deps.store.desk.useLink(deps.keys.sha256(secret), before)));
    expect(used.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(JSON.stringify(await facts('request.sign_in_asked'))).not.toContain(secret);
    expect(await facts('request.sign_in_asked')).toHaveLength(1);
  });

  it('when it would be refused anyway, then there is no link', async () => {
    expect(await mint('zoe')).toMatchObject({ problem: { code: 'not_an_approver' } });
    expect(await mint('maya')).toMatchObject({ problem: { code: 'own_request' } });
    expect(await mint('lin', { lease: { kind: 'for', length: 'a while' } })).toMatchObject({ ok: false });
    expect(await facts('request.sign_in_asked')).toHaveLength(1);
  });

  it('when it is decided, then nobody looks at it any more, and there is no link for it', async () => {
    const given = await deps.store.requests.byId(world.request);
    if (given === undefined) throw new Error('the world has no request');
    await deps.store.requests.record({ ...given, version: given.version + 1, closing: 'cancelled' }, []);
    expect(await looks('lin')).toMatchObject({ problem: { code: 'already_decided' } });
    expect(await mint('lin')).toMatchObject({ problem: { code: 'already_decided' } });
    const now = await deps.store.requests.byId(world.request);
    expect(await seeLooking(deps.store, now ?? given)).toBeUndefined();
  });
});

describe('who is still looking', () => {
  const [ada, lin] = [anId('person'), anId('person')];
  const said = { by: ada, onBehalfOf: undefined, verdict: 'approve', comment: undefined, at: NOW + 2 } as never;
  const first = anOpenLevel({ mode: { kind: 'all' }, decisions: [said] });

  it('when they have had their say, then they are not, and the others are', () => {
    const request = aRequest({ createdAt: NOW, asOf: NOW, levels: [first] });
    expect(isStillLooking(request, { personId: ada, since: NOW + 1 })).toBe(false);
    expect(isStillLooking(request, { personId: lin, since: NOW + 1 })).toBe(true);
  });

  it('when the next level has opened since, then whoever looked at the one before is not', () => {
    const levels = [{ ...first, state: 'done' as const }, anOpenLevel()];
    const request = aRequest({ createdAt: NOW, asOf: NOW, levels });
    expect(isStillLooking(request, { personId: lin, since: NOW + 1 })).toBe(false);
    expect(isStillLooking(request, { personId: lin, since: NOW + 3 })).toBe(true);
  });
});
