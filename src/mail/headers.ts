import { createHash } from 'node:crypto';

interface Headers {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: string;
  readonly headers: { readonly [name: string]: string };
}

/**
 * The same letter has the same id, so that one that arrives twice is known for it. All about one thing hang together, by
 * an id that no mail has. Nobody's holiday answers it.
 */
export function headersOf(key: string, domain: string): Headers {
  const [about = ''] = key.split(' ');
  const thread = idOf(about, domain);
  return {
    ...{ messageId: idOf(key, domain), inReplyTo: thread, references: thread },
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

function idOf(text: string, domain: string): string {
  return `<${createHash('sha256').update(text).digest('hex').slice(0, 40)}@${domain}>`;
}
