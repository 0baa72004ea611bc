import { afterEach, expect, it } from '@jest/globals';
import type { Json } from '../../src/domain/json.ts';
import { DAY, HOUR, SECOND } from '../../src/domain/time.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aWebhookOffice, type WebhookOffice } from './webhook-office.ts';
import type { Asked } from './webhook-receiver.ts';

const open: WebhookOffice[] = [];
afterEach(async () => {
  for (const office of open.splice(0)) await office.close();
});

const DONE = { outcome: 'done' };

onEachDatabase('an endpoint that reports', (openStore) => {
  /** It has accepted to give Maya something, and nothing is done yet. */
  async function accepted(config: { readonly [key: string]: Json } = { read: true }) {
    const office = await aWebhookOffice(await openStore(), { config });
    open.push(office);
    office.receiver.ways.later = true;
    const { request, claim, outcome } = await office.give();
    expect(outcome).toMatchObject({ result: 'pending', until: office.deps.clock.now() + HOUR });
    const asked = office.receiver.asked.find(({ action }) => action === 'grant') as Asked;
    expect(outcome).toMatchObject({ settled: { pending: { ref: asked.id } } });
    const reports = async () =>
      (await office.store.audit.rowsAfter(0, 100)).filter(({ fact }) => fact.startsWith('holding.reported'));
    return { ...office, request, claim, asked, reports };
  }

  it('when it takes two days, and reports twice, then the access is there once, read back, and the second is refused', async () => {
    const { receiver, asked, pass, told, request, lookAgain, holding, reports } = await accepted();
    for (let day = 0; day < 2; day++) {
      pass(DAY);
      expect(await lookAgain()).toMatchObject({ result: 'pending', settled: { pending: { ref: asked.id } } });
    }
    expect(new Set(receiver.askedTo('grant').map(({ id }) => id)).size).toBe(1);
    receiver.act(asked);
    expect(await receiver.report(asked, DONE)).toMatchObject({ status: 200 });
    expect(await holding()).toMatchObject({ actual: { seen: 'absent' }, proof: undefined });
    expect(told).toEqual([request.id]);
    const calls = receiver.askedTo('grant').length;
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted', settled: { proof: { kind: 'read_back' } } });
    expect(receiver.askedTo('grant')).toHaveLength(calls);
    expect(await receiver.report(asked, DONE)).toMatchObject({ status: 410, body: { code: 'gone' } });
    expect(await receiver.report(asked, { outcome: 'failed' })).toMatchObject({ status: 410 });
    expect(await holding()).toMatchObject({ actual: { seen: 'present' } });
    expect([told, (await reports()).length]).toEqual([[request.id], 1]);
  });

  it('when it never reports, then it is asked again when its time is over, not each time somebody looks, with one id', async () => {
    const { receiver, asked, pass, lookAgain, holding } = await accepted();
    for (let i = 0; i < 5; i++) await lookAgain();
    expect(receiver.askedTo('grant')).toEqual([asked]);
    pass(HOUR);
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    expect(receiver.askedTo('grant')).toEqual([asked, asked]);
    receiver.act(asked);
    pass(HOUR);
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted', settled: { proof: { kind: 'read_back' } } });
    expect(await holding()).toMatchObject({ actual: { seen: 'present', level: 'member' } });
  });

  it('when it is forged, from another time, or for nobody, then nothing changes, and it can still be said rightly', async () => {
    const { receiver, asked, deps, told, reports, publicUrl } = await accepted();
    const now = deps.clock.now() / SECOND;
    const forged = { status: 401, body: { code: 'not_signed_in' } };
    expect(await receiver.report(asked, DONE, { key: 'another secret' })).toMatchObject(forged);
    for (const at of [now - 301, now + 31, 0, -1, Number.NaN, 1e15]) {
      expect(await receiver.report(asked, DONE, { at })).toMatchObject(forged);
    }
    const tokens = ['x'.repeat(43), `${asked.callback?.token}x`, 'short', asked.id, '%00'];
    for (const token of tokens) {
      expect(await receiver.report(asked, DONE, { url: `${publicUrl}hooks/v1/${token}` })).toMatchObject({
        status: 410,
      });
    }
    for (const said of ['', '{', '[]', '{"outcome":"given"}', '{"outcome":"done","more":1}']) {
      expect(await receiver.report(asked, said)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    }
    expect(await receiver.report(asked, { ...DONE, detail: 'x'.repeat(20_000) })).toMatchObject({ status: 413 });
    expect([told, await reports()]).toEqual([[], []]);
    expect(await receiver.report(asked, DONE, { at: now - 299 })).toMatchObject({ status: 200 });
  });

  it('when what was signed for one is sent for another, or changed on the way, then it is refused', async () => {
    const { receiver, asked, deps } = await accepted();
    const text = JSON.stringify(DONE);
    const timestamp = String(deps.clock.now() / SECOND);
    const [signature] = [receiver.sign(timestamp, text)];
    const post = (body: string, headers: Record<string, string>) =>
      fetch(asked.callback?.url ?? '', { method: 'POST', body, headers });
    const headers = { 'leasehold-timestamp': timestamp, 'leasehold-signature': signature };
    expect((await post(`${text} `, headers)).status).toBe(401);
    expect((await post(text, { ...headers, 'leasehold-timestamp': String(Number(timestamp) + 1) })).status).toBe(401);
    expect((await post(text, { 'leasehold-timestamp': timestamp })).status).toBe(401);
    expect((await post(text, { ...headers, 'leasehold-signature': signature.toUpperCase() })).status).toBe(401);
    expect((await post(text, headers)).status).toBe(200);
  });

  it('when many report at once, then one is heard', async () => {
    const { receiver, asked, reports, told } = await accepted();
    const answers = await Promise.all(Array.from({ length: 8 }, () => receiver.report(asked, DONE)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(410)]);
    expect([(await reports()).length, told.length]).toEqual([1, 1]);
  });

  it('when it says done and is not, then nothing is given, and it is asked anew', async () => {
    const { receiver, asked, lookAgain, holding } = await accepted();
    await receiver.report(asked, DONE);
    const message = 'Nimbus accepted the change, but Deployers is not there as granted.';
    expect(await lookAgain()).toMatchObject({ result: 'failed', message });
    expect(await holding()).toMatchObject({ proof: undefined, actual: { seen: 'absent' } });
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    const [first, second] = receiver.askedTo('grant');
    expect(second?.id).not.toBe(first?.id);
    receiver.act(second as Asked);
    await receiver.report(second as Asked, DONE);
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted' });
  });

  it('when it says failed, then the change fails with what it says, until somebody tries again, or an hour', async () => {
    const { receiver, asked, lookAgain, askAgain, request, pass } = await accepted();
    await receiver.report(asked, { outcome: 'failed', detail: 'no seat\nleft\u0007' });
    const failed = { result: 'failed', failure: 'needs_person', message: 'Nimbus says: no seat left' };
    for (let i = 0; i < 3; i++) expect(await lookAgain()).toMatchObject(failed);
    expect(receiver.askedTo('grant')).toHaveLength(1);
    await askAgain('maya', request);
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    await askAgain('maya', request);
    await lookAgain();
    expect(receiver.askedTo('grant')).toHaveLength(2);
    await receiver.report(receiver.askedTo('grant')[1] as Asked, { outcome: 'failed' });
    expect(await lookAgain()).toMatchObject({ message: 'Nimbus says: it could not be done' });
    pass(HOUR);
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    expect(receiver.askedTo('grant')).toHaveLength(3);
  });

  it('when the end is wanted meanwhile, then what it says of the grant counts for nothing, and the revoke is asked for', async () => {
    const { receiver, asked, release, claim, lookAgain, told, request } = await accepted();
    expect(await release(claim)).toMatchObject({ result: 'pending' });
    const [revoke] = receiver.askedTo('revoke') as [Asked];
    expect(await receiver.report(asked, DONE)).toMatchObject({ status: 410 });
    expect(told).toEqual([]);
    receiver.act(revoke);
    await receiver.report(revoke, DONE);
    expect(told).toEqual([request.id]);
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted', settled: { actual: { seen: 'absent' } } });
  });

  it('when it reports faster than it answers, then it is done at once', async () => {
    const { receiver, release, claim, lookAgain } = await accepted();
    receiver.ways.reply = (to) => {
      if (to.action !== 'revoke') return undefined;
      receiver.act(to);
      return receiver.report(to, DONE).then(({ status }) => ({ status: status === 200 ? 202 : 500 }));
    };
    expect(await release(claim)).toMatchObject({ result: 'as_wanted' });
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted' });
  });

  it('when it reports after a month, then nobody waits for that any more', async () => {
    const { receiver, asked, pass } = await accepted();
    pass(30 * DAY);
    expect(await receiver.report(asked, DONE)).toMatchObject({ status: 410 });
  });

  it('when nobody can read it, then done is a task for somebody to look, and their word is the proof', async () => {
    const { receiver, asked, lookAgain, openTask, complete, holding, release, claim, person, told } = await accepted(
      {},
    );
    await receiver.report(asked, DONE);
    expect(await holding()).toMatchObject({ proof: undefined, actual: { seen: 'unknown' } });
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    const task = await openTask();
    expect(task.instructions).toMatch(
      /^Nimbus says that it is done\. Look there, and confirm that maya .* as member\.$/,
    );
    for (let i = 0; i < 3; i++) await lookAgain();
    expect((await openTask()).id).toBe(task.id);
    expect(receiver.askedTo('grant')).toHaveLength(1);
    expect(await complete('ada', task)).toMatchObject({ ok: true });
    const proof = { kind: 'attested', by: person('ada').id };
    expect(await lookAgain()).toMatchObject({ result: 'as_wanted', settled: { proof } });
    receiver.ways.later = false;
    expect(await release(claim)).toMatchObject({ result: 'pending' });
    expect((await openTask()).instructions).toContain('does not have Deployers any more');
    await complete('lin', await openTask());
    expect(await lookAgain()).toMatchObject({ settled: { actual: { seen: 'absent' } } });
    expect(receiver.askedTo('revoke')).toHaveLength(1);
    expect(told.length).toBe(3);
  });

  it('when nobody finds it done, then it fails with their reason, and the endpoint is asked again when it is retried', async () => {
    const { receiver, asked, lookAgain, openTask, refuse, askAgain, request } = await accepted({});
    await receiver.report(asked, DONE);
    await lookAgain();
    await refuse('ada', await openTask(), 'it is not there');
    expect(await lookAgain()).toMatchObject({ result: 'failed', message: 'It was refused: it is not there' });
    await askAgain('maya', request);
    expect(await lookAgain()).toMatchObject({ result: 'pending' });
    expect(receiver.askedTo('grant')).toHaveLength(2);
  });
});
