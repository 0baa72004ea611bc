import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { personRow } from '../../src/db/repositories/people.repository.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Token } from '../../src/ports/token-store.ts';
import { aFact, anId, aPerson, NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';

function aToken(given: Partial<Token> = {}): Token {
  const id = anId('token');
  const lives = { createdAt: NOW, expiresAt: NOW + 1, revokedAt: undefined };
  return { id, kind: 'api', name: 'test', hash: id, owner: { role: 'auditor' }, scopes: ['read'], ...lives, ...given };
}

async function inhabited({ database }: OpenStore): Promise<readonly Person[]> {
  const given = [
    ...[
      { name: 'Bea' },
      { name: 'Ada' },
      { name: 'Ada', department: 'Sales' },
      { name: 'Cy', email: 'x_ADAM@example.com' },
    ],
  ];
  const people = given.map((one) => aPerson({ ...one, ...(one.email ? { email: one.email.toLowerCase() } : {}) }));
  await database.transact((tx) => tables.person.insert(tx, people.map(personRow)));
  return people;
}

onEachDatabase('lists in pages', (open) => {
  it('when people of one name stand across two pages, then each is there once', async () => {
    const opened = await open();
    await inhabited(opened);
    const { people } = opened.store;
    const first = await people.page({ limit: 1 });
    const second = await people.page({ limit: 1, after: first[0] });
    const rest = await people.page({ limit: 9, after: second[0] });
    expect([...first, ...second, ...rest].map(({ name }) => name)).toEqual(['Ada', 'Ada', 'Bea', 'Cy']);
    expect(new Set([...first, ...second, ...rest].map(({ id }) => id)).size).toBe(4);
  });

  it('when departments are listed, then each is there once, in order', async () => {
    const opened = await open();
    await inhabited(opened);
    expect(await opened.store.people.departments()).toEqual(['Engineering', 'Sales']);
  });

  it('when they are searched for, then by name or e-mail, in any case, together with the other filters', async () => {
    const opened = await open();
    await inhabited(opened);
    const { people } = opened.store;
    const found = async (query: object) => (await people.page({ limit: 9, ...query })).map(({ name }) => name);
    expect(await found({ search: 'aDa' })).toEqual(['Ada', 'Ada', 'Cy']);
    expect(await found({ search: 'ada', department: 'Sales' })).toEqual(['Ada']);
    const [ada] = await people.page({ limit: 1 });
    expect(await found({ search: 'ada', after: ada })).toEqual(['Ada', 'Cy']);
    expect(await found({ status: 'offboarded' })).toEqual([]);
  });

  it('when the record is searched, then every filter counts', async () => {
    const { audit } = (await open()).store;
    const facts = [1, 2, 3, 4].map((n) => aFact({ at: NOW + n, subject: n % 2 === 0 ? 'even' : 'odd' }));
    await audit.append(facts);
    const indexes = async (query: object) => (await audit.search({ limit: 9, ...query })).map(({ index }) => index);
    expect(await indexes({})).toEqual([4, 3, 2, 1]);
    expect(await indexes({ subject: 'odd' })).toEqual([3, 1]);
    expect(await indexes({ from: NOW + 2, to: NOW + 4 })).toEqual([3, 2]);
    expect(await indexes({ before: 3, limit: 1 })).toEqual([2]);
    expect(await indexes({ actor: 'system', fact: 'request.opened', subject: 'even', before: 4 })).toEqual([2]);
  });

  it('when a token is added twice or revoked twice, then once', async () => {
    const { tokens, audit } = (await open()).store;
    const [token, other] = [aToken(), aToken({ kind: 'setup' })];
    expect([await tokens.add(token, [aFact()]), await tokens.add(token, [aFact()])]).toEqual([true, false]);
    await tokens.add(other, []);
    expect([await tokens.revoke(token.id, NOW, [aFact()]), await tokens.revoke(token.id, NOW, [aFact()])]).toEqual([
      true,
      false,
    ]);
    expect(await tokens.page({ personId: undefined, after: undefined, limit: 9 })).toEqual([
      { ...token, revokedAt: NOW },
    ]);
    expect((await audit.head()).index).toBe(2);
  });

  it('when an answer was kept for long, then it is forgotten with the next one', async () => {
    const { answers } = (await open()).store;
    const answer = { key: 'one', bodyHash: 'b', answer: '{}', at: NOW };
    await answers.keep(answer, 0);
    expect(await answers.find('one')).toEqual(answer);
    await answers.keep({ ...answer, key: 'two', answer: undefined, at: NOW + 2 }, NOW + 1);
    expect([await answers.find('one'), (await answers.find('two'))?.answer]).toEqual([undefined, undefined]);
    expect(await answers.find('two')).toBeDefined();
  });
});
