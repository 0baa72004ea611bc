import { hkdfSync } from 'node:crypto';

/** A value that cannot be printed by accident: only `reveal()` gives it away. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

const MASK = '[secret]';

export function secret(value: string): Secret {
  const masked = { reveal: () => value, toString: () => MASK, toJSON: () => MASK };
  Object.defineProperty(masked, Symbol.for('nodejs.util.inspect.custom'), { value: () => MASK });
  return Object.freeze(masked);
}

/** One instance secret, many keys: each purpose has its own, so that none of them reveals another. */
export function deriveKey(root: Secret, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', root.reveal(), 'leasehold', purpose, 32));
}
