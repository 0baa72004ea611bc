import { afterEach, expect, it } from '@jest/globals';
import type { Json } from '../../src/domain/json.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { aPerson, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aWebhookOffice, SHARED, type WebhookOffice } from './webhook-office.ts';
import type { Reply } from './webhook-receiver.ts';

const open: WebhookOffice[] = [];
afterEach(async () => {
  for (const office of open.splice(0)) await office.close();
});

onEachDatabase('what an endpoint answers', (openStore) => {
  async function anOpenOffice(config: { readonly [key: string]: Json } = { read: true }) {
    const office = await aWebhookOffice(await openStore(), { config });
    open.push(office);
    const { connector, target } = office;
    const standing = () => Promise.resolve({ last: true, until: NOW + HOUR });
    const grant = (level?: string, of = target) => connector.grant(of, level, { reason: 'test' }, standing);
    const answers = (reply: Reply | 'hang') => {
      office.receiver.ways.reply = () => reply;
    };
    return { ...office, grant, answers };
  }

  it('when it is asked, then it is told who, what, how much and until when, signed, and never our secret', async () => {
    const { grant, connector, target, receiver, person } = await anOpenOffice();
    await grant('member');
    await connector.revoke(target, () => Promise.resolve({ last: true, until: 'over' }));
    const { name, email } = person('maya');
    const { slug, externalId } = target.entitlement;
    const about = { app: target.app.slug, account: target.account.externalId, person: { name, email } };
    expect(receiver.asked).toEqual([
      {
        ...{ ...about, id: expect.stringMatching(/^ord_/), action: 'grant', entitlement: { slug, externalId } },
        ...{ level: 'member', fields: { reason: 'test' }, until: new Date(NOW + HOUR).toISOString() },
        callback: { url: expect.stringMatching(/\/hooks\/v1\/[\w-]{43}$/), token: expect.any(String) },
      },
      expect.objectContaining({ action: 'revoke', level: null, until: null }),
    ]);
    expect(JSON.stringify(receiver.asked)).not.toContain(SHARED);
  });

  it('when no answer came, then it is asked with the same id; when one came, or another wish, with another', async () => {
    const { grant, answers, receiver } = await anOpenOffice();
    answers({ status: 500 });
    await expect(grant()).rejects.toMatchObject({ failure: 'retry' });
    await expect(grant()).rejects.toMatchObject({ failure: 'retry' });
    receiver.ways.reply = () => undefined;
    await grant();
    await grant();
    await grant('member');
    const ids = receiver.asked.map(({ id }) => id);
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, true]);
    expect(new Set(ids).size).toBe(3);
  });

  it('when it refuses, then that is permanent, and its detail is the sentence, cut and cleaned', async () => {
    const { grant, answers, receiver } = await anOpenOffice();
    const refused = (detail: unknown) => answers({ status: 422, body: { detail } });
    refused('No seat left.');
    await expect(grant()).rejects.toMatchObject({ failure: 'permanent', message: 'Nimbus says: No seat left.' });
    refused(`a\u0000b\n\u202Ec${'x'.repeat(5000)}`);
    await expect(grant()).rejects.toMatchObject({ message: expect.stringMatching(/^Nimbus says: a b cx{294}…$/) });
    for (const body of ['<html>no</html>', { detail: 7 }, '[]', 'null']) {
      answers({ status: 404, body });
      await expect(grant()).rejects.toMatchObject({ failure: 'permanent', message: 'Nimbus refused it (404).' });
    }
    expect(receiver.askedTo('grant')).toHaveLength(6);
  });

  it('when it is busy, then it is left alone for as long as it says, a day at most', async () => {
    const { grant, answers } = await anOpenOffice();
    const until = async (status: number, after: string | undefined) => {
      answers({ status, headers: after === undefined ? {} : { 'retry-after': after } });
      const error = await grant().catch((caught: unknown) => caught as { failure: string; until?: number });
      return 'failure' in error ? [error.failure, error.until === undefined ? undefined : error.until - NOW] : [];
    };
    expect(await until(429, '120')).toEqual(['rate_limited', 2 * MINUTE]);
    expect(await until(503, new Date(NOW + HOUR).toUTCString())).toEqual(['rate_limited', HOUR]);
    expect(await until(503, '0')).toEqual(['rate_limited', SECOND]);
    expect(await until(429, '999999999')).toEqual(['rate_limited', DAY]);
    expect(await until(429, 'soon')).toEqual(['rate_limited', MINUTE]);
    expect(await until(503, undefined)).toEqual(['retry', undefined]);
    expect(await until(500, '5')).toEqual(['retry', undefined]);
  });

  it('when it is not there, breaks off, is silent or sends somebody elsewhere, then it is tried again, or told', async () => {
    const { grant, answers, receiver } = await anOpenOffice({ read: true, timeout_seconds: 1 });
    answers('hang');
    const silent = { failure: 'retry', message: 'Nimbus did not answer: nothing came in 1 s.' };
    await expect(grant()).rejects.toMatchObject(silent);
    receiver.ways.reply = () => 'lose';
    await expect(grant()).rejects.toMatchObject({ failure: 'retry', message: 'Nimbus did not answer: ECONNRESET.' });
    answers({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    const before = receiver.asked.length;
    await expect(grant()).rejects.toMatchObject({ failure: 'permanent', message: expect.stringContaining('307') });
    expect(receiver.asked).toHaveLength(before + 1);
    await receiver.close();
    await expect(grant()).rejects.toMatchObject({ failure: 'retry', message: 'Nimbus did not answer: ECONNREFUSED.' });
    receiver.close = () => Promise.resolve();
  });

  it('when its answer has no end, then it is cut off and not waited for', async () => {
    const { connector, target, answers, receiver } = await anOpenOffice({ read: true, timeout_seconds: 2 });
    receiver.ways.reply = () => 'flood';
    const message = 'Nimbus did not say whether it is present, absent or unknown when it was read.';
    await expect(connector.read(target)).rejects.toMatchObject({ failure: 'permanent', message });
    answers({ status: 200, body: { state: 'unknown' } });
    expect(await connector.read(target)).toEqual({ seen: 'unknown' });
  });

  it('when it is gone, then a person is asked, and it is not called again before the configuration changes', async () => {
    const office = await anOpenOffice();
    const { grant, answers, receiver, target, connector } = office;
    answers({ status: 410 });
    const gone = { failure: 'needs_person', message: expect.stringMatching(/gone \(410\)/) };
    await expect(grant()).rejects.toMatchObject(gone);
    receiver.ways.reply = () => undefined;
    await expect(grant()).rejects.toMatchObject(gone);
    await expect(connector.read(target)).rejects.toMatchObject(gone);
    await expect(connector.ensureAccount(target.app, aPerson())).rejects.toMatchObject(gone);
    expect(receiver.asked).toHaveLength(1);
    const connectorConfig = { ...target.app.connectorConfig, url: `${receiver.url}/new` };
    const moved = { ...target, app: { ...target.app, connectorConfig } };
    expect(await grant(undefined, moved)).toEqual({ outcome: 'done' });
  });

  it('when making an account takes time, then it is asked again when that is over, and its name is what it says', async () => {
    const { connector, app, answers, receiver, pass } = await anOpenOffice();
    const maya = aPerson();
    answers({ status: 202, headers: { 'retry-after': '60' } });
    const later = { failure: 'rate_limited', until: NOW + MINUTE };
    await expect(connector.ensureAccount(app, maya)).rejects.toMatchObject(later);
    await expect(connector.ensureAccount(app, maya)).rejects.toMatchObject(later);
    expect(receiver.asked).toHaveLength(1);
    pass(MINUTE);
    answers({ status: 200, body: { account: ' u-4711\n' } });
    expect(await connector.ensureAccount(app, maya)).toBe('u-4711');
    expect(receiver.asked[1]?.id).toBe(receiver.asked[0]?.id);
  });

  it('when it is configured wrongly, then one sentence says what is wrong, and nothing is called', async () => {
    const { grant, receiver, target } = await anOpenOffice();
    const wrong = async (config: { readonly [key: string]: Json }) => {
      const connectorConfig = { ...target.app.connectorConfig, ...config };
      const app = { ...target.app, connectorConfig };
      const error = await grant(undefined, { ...target, app }).catch((caught: unknown) => caught as Error);
      expect(receiver.asked).toEqual([]);
      return error instanceof Error ? error.message : 'it was called';
    };
    const says = 'Nimbus is not set up: ';
    expect(await wrong({ url: 'ftp://x.example' })).toBe(`${says}connector_config.url must be an https URL.`);
    expect(await wrong({ url: 'https://a:b@x.example' })).toContain('must not hold a name or password');
    expect(await wrong({ secret: 'hunter2' })).toContain('connector_config.secret must be the name of a secret');
    expect(await wrong({ secret: 'NOBODY_SET' })).toBe(`${says}LEASEHOLD_SECRET_NOBODY_SET has no value.`);
    expect(await wrong({ allow_addresses: ['10.0.0.0/33'] })).toContain('must be an IP address, or a net');
    expect(await wrong({ colour: 'red' })).toContain('connector_config knows url, secret, read');
  });
});
