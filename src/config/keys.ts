import { createHash, createHmac, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import type { Keys } from '../ports/environment.ts';
import { openSealed, seal } from './seal.ts';
import { deriveKey, type Secret } from './secret.ts';

/** DER wrapping of a raw Ed25519 seed (RFC 8410): the 16 bytes before it never change. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function createKeys(root: Secret): Keys {
  const seed = deriveKey(root, 'audit signature');
  const privateKey = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    sha256,
    keyedHash: (purpose, text) => createHmac('sha256', deriveKey(root, purpose)).update(text).digest(),
    seal: (purpose, text) => seal(deriveKey(root, purpose), text),
    open: (purpose, sealed) => openSealed(deriveKey(root, purpose), sealed),
    randomText: (bytes) => randomBytes(bytes).toString('base64url'),
    publicKey,
    verify: verifySignature,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** False for a signature that is wrong in any way, a broken key included. */
export function verifySignature(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
