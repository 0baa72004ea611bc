import type { Id, IdKind } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  newId<K extends IdKind>(kind: K): Id<K>;
}

/** What connectors log in with, by the name that an app's configuration uses; undefined where nobody has set it. */
export type Secrets = (name: string) => string | undefined;

/** What only the holder of the instance secret can do. */
export interface Keys {
  sha256(text: string): string;
  /** The same bytes for the same purpose and text, guessable by nobody without the secret. */
  keyedHash(purpose: string, text: string): Uint8Array;
  /** Encrypted and bound to the purpose: what `open` gives back for the same one. */
  seal(purpose: string, text: string): string;
  /** Undefined for what was sealed for something else, by another secret, or changed since. */
  open(purpose: string, sealed: string): string | undefined;
  randomText(bytes: number): string;
  readonly publicKey: string;
  sign(text: string): string;
  /** Whether this public key signed it; that needs no secret. */
  readonly verify: VerifySignature;
}

/** Needs no secret: an auditor verifies with the public key alone. */
export type VerifySignature = (text: string, signature: string, publicKey: string) => boolean;
