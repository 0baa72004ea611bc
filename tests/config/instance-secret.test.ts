import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { instanceSecret } from '../../src/config/instance-secret.ts';
import { createKeys, verifySignature } from '../../src/config/keys.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { tempFolder } from '../support/temp-folder.ts';

const at = async () => loadConfig({ LEASEHOLD_HOME: await tempFolder() });

describe('the secret of an installation', () => {
  it('when none is given, then one is made, kept for its owner alone, and found again', async () => {
    const config = await at();
    const made = instanceSecret(config).reveal();
    expect(instanceSecret(config).reveal()).toBe(made);
    expect((await stat(join(config.home, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('when the file is damaged, then it is not replaced', async () => {
    const config = await at();
    await writeFile(join(config.home, 'secret'), 'half');
    expect(() => instanceSecret(config)).toThrow(
      /is damaged: it holds fewer than 32 characters\. Restore it from a backup\./,
    );
  });

  it('when the same secret makes keys twice, then they sign and hash alike, and another secret does not', async () => {
    const secret = instanceSecret(await at());
    const [one, again, other] = [createKeys(secret), createKeys(secret), createKeys(instanceSecret(await at()))];
    const signature = one.sign('text');
    expect(verifySignature('text', signature, again.publicKey)).toBe(true);
    expect(verifySignature('text', signature, other.publicKey)).toBe(false);
    expect(verifySignature('other text', signature, one.publicKey)).toBe(false);
    expect(verifySignature('text', 'rubbish', 'rubbish')).toBe(false);
    expect(one.keyedHash('a', 'x')).toEqual(again.keyedHash('a', 'x'));
    expect(one.keyedHash('a', 'x')).not.toEqual(one.keyedHash('b', 'x'));
    expect(one.keyedHash('a', 'x')).not.toEqual(other.keyedHash('a', 'x'));
  });
});
