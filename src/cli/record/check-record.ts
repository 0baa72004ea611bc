import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

const headSchema = z.object({
  ...{ index: z.number(), hash: z.string(), signedAt: z.number() },
  ...{ publicKey: z.string(), signature: z.string() },
});

export type SignedHead = z.output<typeof headSchema>;

export interface Checked {
  readonly rows: number;
  readonly head: SignedHead | undefined;
  readonly breaks: readonly string[];
}

const LINE = /^\{"hash":"([0-9a-f]{64})","body":(\{.*\})\}$/s;
const MOST_BREAKS = 100;

export function headIn(text: string): SignedHead | undefined {
  const read = headSchema.safeParse(jsonIn(text));
  return read.success ? read.data : undefined;
}

/**
 * Reads an exported record again, alone: every row ties to the one before, the last line is the head that was signed, and a
 * head that was kept elsewhere is part of it. Shares nothing with what wrote it, so that one mistake is not made twice.
 */
export async function checkRecord(lines: AsyncIterable<string>, anchor?: SignedHead): Promise<Checked> {
  const breaks: string[] = [];
  const hashes = new Map<number, string>();
  let last = { index: 0, hash: '0'.repeat(64) };
  let head: SignedHead | undefined;
  for await (const line of lines) {
    if (line === '' || breaks.length >= MOST_BREAKS) continue;
    if (head !== undefined) breaks.push('there are lines behind the signed head');
    head ??= signedIn(line);
    if (head !== undefined) continue;
    const read = rowIn(line, last);
    if (read.problem !== undefined) breaks.push(read.problem);
    last = { index: last.index + 1, hash: read.hash };
    if (last.index === anchor?.index) hashes.set(last.index, last.hash);
  }
  if (head === undefined) breaks.push('the last line is no signed head: the file was cut short');
  else breaks.push(...headBreaks(head, new Map([[last.index, last.hash]]), 'the head of the file'));
  if (anchor !== undefined) breaks.push(...headBreaks(anchor, hashes, 'the head that was kept'));
  return { rows: last.index, head, breaks };
}

function signedIn(line: string): SignedHead | undefined {
  const read = z
    .object({ signedHead: headSchema })
    .safeParse(line.startsWith('{"signedHead"') ? jsonIn(line) : undefined);
  return read.success ? read.data.signedHead : undefined;
}

function rowIn(line: string, last: { readonly index: number; readonly hash: string }) {
  const index = last.index + 1;
  const [, hash = '', body = ''] = LINE.exec(line) ?? [];
  if (hash === '') return { hash: last.hash, problem: `line ${index} is no row of a record` };
  if (sha256(`${last.hash}\n${body}`) !== hash) return { hash, problem: `row ${index} does not tie to the one before` };
  const says = z.object({ index: z.number() }).safeParse(jsonIn(body));
  return { hash, problem: says.data?.index === index ? undefined : `row ${index} calls itself ${says.data?.index}` };
}

function headBreaks(head: SignedHead, hashes: ReadonlyMap<number, string>, what: string): string[] {
  const { index, hash, signedAt, signature, publicKey } = head;
  const text = `leasehold audit head\n${index}\n${hash}\n${signedAt}`;
  if (!isSigned(text, signature, publicKey)) return [`${what} has a signature that does not fit`];
  const there = hashes.get(index);
  if (there === undefined) return [`${what} is of row ${index}, which is not where it should be`];
  return there === hash ? [] : [`${what} is of another row ${index}: the record was rewritten`];
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
