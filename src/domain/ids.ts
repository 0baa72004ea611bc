/** Crockford base32: no I, L, O or U, so that an id survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

export type RequestId = `REQ-${string}`;
export type PersonId = `per_${string}`;
export type AppId = `app_${string}`;
export type EntitlementId = `ent_${string}`;
export type AccountId = `acc_${string}`;
export type HoldingId = `hol_${string}`;
export type ClaimId = `clm_${string}`;
export type TaskId = `tsk_${string}`;
export type TokenId = `tok_${string}`;
export type BundleId = `bun_${string}`;
export type CampaignId = `cmp_${string}`;
export type ReviewItemId = `rev_${string}`;
export type AlertId = `alr_${string}`;
export type DelegationId = `del_${string}`;
export type OrderId = `ord_${string}`;
export type SessionId = `ses_${string}`;

const prefixes = {
  request: 'REQ-',
  person: 'per_',
  app: 'app_',
  entitlement: 'ent_',
  account: 'acc_',
  holding: 'hol_',
  claim: 'clm_',
  task: 'tsk_',
  token: 'tok_',
  bundle: 'bun_',
  campaign: 'cmp_',
  reviewItem: 'rev_',
  alert: 'alr_',
  delegation: 'del_',
  order: 'ord_',
  session: 'ses_',
} as const;

export type IdKind = keyof typeof prefixes;
export type Id<K extends IdKind> = `${(typeof prefixes)[K]}${string}`;

/** The id of `kind` that these bytes stand for: random bytes give a new one, a keyed hash the same one again. */
export function idFromBytes<K extends IdKind>(kind: K, bytes: Uint8Array): Id<K> {
  if (bytes.length < LENGTH) throw new RangeError(`an id needs ${LENGTH} bytes`);
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]);
  return `${prefixes[kind]}${letters.join('')}`;
}

export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  const prefix = prefixes[kind];
  const letters = text.slice(prefix.length);
  return text.startsWith(prefix) && letters.length === LENGTH && [...letters].every((l) => ALPHABET.includes(l));
}
