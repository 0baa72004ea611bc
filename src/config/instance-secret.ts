import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './load-config.ts';
import { type Secret, secret } from './secret.ts';

/** The given secret, or the one an embedded installation made for itself at its first start. */
export function instanceSecret(config: Config): Secret {
  if (config.secret !== undefined) return config.secret;
  const file = join(config.home, 'secret');
  return readSecret(file) ?? writeSecret(config.home, file);
}

function readSecret(file: string): Secret | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text.length < 32)
      throw new ConfigError(`${file} is damaged: it holds fewer than 32 characters. Restore it from a backup.`);
    return secret(text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Linked into place whole, so that of two processes starting at once both use the first one's. */
function writeSecret(home: string, file: string): Secret {
  mkdirSync(home, { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  return readSecret(file) ?? secretGone(file);
}

function secretGone(file: string): never {
  throw new ConfigError(`${file} disappeared while starting. Start again.`);
}
