import { expect, it } from '@jest/globals';
import { tables } from '../../src/db/tables.ts';
import { createKeys, sha256, verifySignature } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import type { Database } from '../../src/db/database.ts';
import { AuditEntry, AuditHead, SignedHead } from '../../src/db/entities/record.entity.ts';
import { nextRow } from '../../src/domain/audit/chain.ts';
import { canonicalJson } from '../../src/domain/json.ts';
import type { SignedAuditHead } from '../../src/ports/audit-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { exportAudit } from '../../src/use-cases/export-audit.ts';
import { signAuditHead } from '../../src/use-cases/sign-audit-head.ts';
import { verifyAudit } from '../../src/use-cases/verify-audit.ts';
import { aFact, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

const keys = createKeys(secret('the secret of an instance under test'));
const clock = { now: () => NOW };

async function problems(store: Store, anchor?: SignedAuditHead): Promise<string[]> {
  const verdict = await verifyAudit({ store, sha256, verifySignature, publicKey: keys.publicKey }, anchor);
  return verdict.breaks.map(({ problem }) => problem);
}

async function tenFacts(store: Store): Promise<void> {
  for (let i = 0; i < 10; i++) await store.audit.append([aFact({ data: { i } })]);
}

/** What someone with the database in hand, and without the secret, can do to it. */
async function rewriteAll(database: Database): Promise<void> {
  const em = database.orm.em.fork();
  await em.nativeDelete(AuditEntry, {});
  let head = { index: 0, hash: '0'.repeat(64) };
  for (let i = 0; i < 10; i++) {
    const fact = aFact({ data: { rewritten: i } });
    const row = nextRow(head, fact, sha256);
    await em.insert(AuditEntry, { ...row, at: fact.at, fact: fact.fact, subject: fact.subject, actor: 'system' });
    head = row;
  }
  await em.nativeUpdate(AuditHead, { id: 1 }, { index: head.index, hash: head.hash });
}

onEachDatabase('the record', (open) => {
  it('when nobody touched it, then it is whole, empty or not', async () => {
    const { store } = await open();
    expect(await problems(store)).toEqual([]);
    await tenFacts(store);
    await signAuditHead({ store, clock, keys });
    expect(await problems(store)).toEqual([]);
  });

  it('when many write at once, then the chain does not fork and has no gap', async () => {
    const { store } = await open();
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.audit.append([aFact({ data: { i } }), aFact()])));
    expect((await store.audit.head()).index).toBe(100);
    expect(await problems(store)).toEqual([]);
  });

  it('when facts hold whatever people write, then the chain ties the bytes that are stored', async () => {
    const { store } = await open();
    const said = ['"index":0', '\u0000 \ud83d\ude00 \u2028', "'; drop table audit", '{1,2}', '\\ \\x41 NULL', ''];
    await store.audit.append(said.map((text) => aFact({ data: { text, nested: { index: 7, a: [text] } } })));
    expect(await problems(store)).toEqual([]);
    const rows = await store.audit.rowsAfter(0, 10);
    expect(rows.map(({ body }) => (JSON.parse(body) as { data: { text: string } }).data.text)).toEqual(said);
    expect(rows.map(({ body }) => body)).toEqual(rows.map(({ body }) => canonicalJson(JSON.parse(body))));
  });

  it('when the head is gone, then nothing is written, rather than something that is not in the record', async () => {
    const { store, database } = await open();
    await database.orm.em.fork().nativeDelete(AuditHead, {});
    await expect(store.audit.append([aFact()])).rejects.toThrow(/no head|null value in column "index"/);
    expect(await store.audit.rowsAfter(0, 10)).toEqual([]);
  });

  it('when a write fails, then its facts are not in the record', async () => {
    const { store, database } = await open();
    const failing = database.transact(async (tx) => {
      const row = { fact: 'app.added', subject: 's', actor: 'a', body: '{}', hash: 'h' } as const;
      await tables.audit.insert(tx, [{ ...row, index: 1, at: 1 }]);
      throw new Error('the power went out');
    });
    await expect(failing).rejects.toThrow('the power went out');
    await store.audit.append([aFact()]);
    expect(await problems(store)).toEqual([]);
  });

  it('when a row is edited, then verify names it', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    const [row] = await database.orm.em.fork().find(AuditEntry, { index: 4 });
    const body = row?.body.replace('"i":3', '"i":9') ?? '';
    await database.orm.em.fork().nativeUpdate(AuditEntry, { index: 4 }, { body });
    expect(await problems(store)).toEqual(['row 4 does not match its hash: it was edited']);
  });

  it('when only a search column is edited, then verify sees that too', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    await database.orm.em.fork().nativeUpdate(AuditEntry, { index: 4 }, { subject: 'person:per_SOMEBODY00' });
    expect(await problems(store)).toEqual(['row 4: its columns and its body differ']);
  });

  it('when a row is taken out, then verify names the gap', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    await database.orm.em.fork().nativeDelete(AuditEntry, { index: 7 });
    expect((await problems(store))[0]).toBe('row 7 is missing');
  });

  it('when the last rows are cut off, then the head tells', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    await database.orm.em.fork().nativeDelete(AuditEntry, { index: { $gt: 8 } });
    expect(await problems(store)).toEqual(['rows 9 to 10 are missing']);
  });

  it('when the rows and the head are cut together, then the signed head tells', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    await signAuditHead({ store, clock, keys });
    const [eighth] = await database.orm.em.fork().find(AuditEntry, { index: 8 });
    await database.orm.em.fork().nativeDelete(AuditEntry, { index: { $gt: 8 } });
    await database.orm.em.fork().nativeUpdate(AuditHead, { id: 1 }, { index: 8, hash: eighth?.hash ?? '' });
    expect((await problems(store))[0]).toMatch(/^row 10, signed at .* is missing: the record was cut short$/);
  });

  it('when everything is rewritten, then the signed head tells; when that is deleted too, an anchor kept outside does', async () => {
    const { store, database } = await open();
    await tenFacts(store);
    const anchor = await signAuditHead({ store, clock, keys });
    await rewriteAll(database);
    expect((await problems(store))[0]).toMatch(/^row 10 is not the one signed at .*: the record was rewritten$/);
    await database.orm.em.fork().nativeDelete(SignedHead, {});
    expect(await problems(store)).toEqual([]);
    expect((await problems(store, anchor))[0]).toMatch(/the record was rewritten$/);
  });

  it('when someone signs with another key, then verify does not take it', async () => {
    const { store } = await open();
    await tenFacts(store);
    await signAuditHead({ store, clock, keys: createKeys(secret('another secret, not that of the instance')) });
    expect((await problems(store))[0]).toMatch(/has a signature that does not fit$/);
  });

  it('when the head is signed twice with nothing new, then one signature stays', async () => {
    const { store } = await open();
    await tenFacts(store);
    const first = await signAuditHead({ store, clock, keys });
    expect(await signAuditHead({ store, clock: { now: () => NOW + 1 }, keys })).toEqual(first);
  });

  it('when it is exported, then the file holds every row and ends with a head that fits them', async () => {
    const { store } = await open();
    await tenFacts(store);
    const lines: string[] = [];
    for await (const line of exportAudit({ store, clock, keys })) lines.push(line);
    const last = JSON.parse(lines.at(-1) ?? '') as { signedHead: SignedAuditHead };
    expect(lines).toHaveLength(11);
    expect(JSON.parse(lines[9] ?? '')).toMatchObject({
      hash: last.signedHead.hash,
      body: { index: 10, data: { i: 9 } },
    });
  });
});
