import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isNamed, isPublic, type Resolve } from '../../src/connectors/webhook/addresses.ts';
import { onEachDatabase } from '../support/databases.ts';
import { aWebhookOffice, type WebhookOffice } from './webhook-office.ts';

describe('addresses that anybody may be sent to', () => {
  it.each([
    ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['0.0.0.0', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:a9fe:a9fe', '::ffff:10.0.0.1', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '2001::1', 'no address', ''],
  ])('%s is not among them', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each([
    ...['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '192.0.1.1'],
    ...['2606:4700:4700::1111', '2a00:1450::1', '::ffff:8.8.8.8'],
  ])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it('when nets are named, then what is in them is named, however it is written', () => {
    expect(isNamed('127.0.0.1', ['127.0.0.1'])).toBe(true);
    expect(isNamed('::ffff:127.0.0.1', ['127.0.0.1'])).toBe(true);
    expect(isNamed('127.0.0.2', ['127.0.0.1'])).toBe(false);
    expect(isNamed('10.1.255.255', ['10.1.0.0/16'])).toBe(true);
    expect(isNamed('10.2.0.1', ['10.1.0.0/16', 'fd00::/8'])).toBe(false);
    expect(isNamed('fd12::1', ['fd00::/8'])).toBe(true);
  });
});

onEachDatabase('an endpoint in the house', (openStore) => {
  let office: WebhookOffice;
  let resolved: string[] = [];
  let addresses: string[] = [];
  const resolve: Resolve = (name) => {
    resolved.push(name);
    return Promise.resolve(addresses);
  };
  beforeAll(async () => {
    office = await aWebhookOffice(await openStore(), { config: { read: true }, resolve });
  });
  afterAll(() => office.close());

  /** What comes of reading the app, if it is configured like this. */
  async function reading(host: string, allow: readonly string[], found: readonly string[] = []): Promise<string> {
    resolved = [];
    addresses = [...found];
    const port = new URL(office.receiver.url).port;
    const connectorConfig = {
      ...{ url: `http://${host}:${port}/access`, secret: 'DOORS', read: true, timeout_seconds: 1 },
      allow_addresses: [...allow],
    };
    const target = { ...office.target, app: { ...office.target.app, connectorConfig } };
    const called = office.receiver.asked.length;
    const read = await office.connector.read(target).catch((error: unknown) => error as Error);
    const wasCalled = office.receiver.asked.length > called;
    return `${read instanceof Error ? read.message : read.seen}${wasCalled ? ', and it was called' : ''}`;
  }

  it('when nothing allows it, then neither a private address nor a name for one is called, however it is written', async () => {
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0']) {
      expect(await reading(host, [])).toMatch(/^Nimbus was not called: \S+ is not a public address/);
      expect(await reading(host, ['10.0.0.0/8'])).toMatch(/allow_addresses does not name it\.$/);
    }
    const named = await reading('doors.example', [], ['127.0.0.1']);
    expect(named).toMatch(/^Nimbus was not called: doors\.example is 127\.0\.0\.1, which is not a public address/);
    expect(await reading('doors.example', ['8.8.8.8'], ['8.8.8.8', '::ffff:7f00:1'])).toContain(
      'is ::ffff:7f00:1, which',
    );
  });

  it('when its address is allowed, then it is called, and its name is looked up once', async () => {
    expect(await reading('127.0.0.1', ['127.0.0.1'])).toBe('absent, and it was called');
    expect(resolved).toEqual([]);
    expect(await reading('doors.example', ['127.0.0.0/8'], ['127.0.0.1'])).toBe('absent, and it was called');
    expect(resolved).toEqual(['doors.example']);
  });

  it('when it is public, then it must be https', async () => {
    expect(await reading('doors.example', [], ['8.8.8.8'])).toBe(
      'Nimbus was not called: url must begin with https://.',
    );
  });

  it('when the name cannot be found, then it is tried again', async () => {
    const { receiver, target } = office;
    const { port } = new URL(receiver.url);
    const connectorConfig = { ...target.app.connectorConfig, url: `http://nobody.invalid:${port}/` };
    const elsewhere = { ...target, app: { ...target.app, connectorConfig } };
    addresses = [];
    await expect(office.connector.read(elsewhere)).rejects.toMatchObject({ failure: 'retry' });
  });
});
