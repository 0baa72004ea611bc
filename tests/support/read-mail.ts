/** A mail as a program reads it: headers by their lower-case name, and its two forms. */
export interface ReadMail {
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

export function readMail(raw: string): ReadMail {
  const { headers } = partOf(raw);
  const leaves = leavesOf(raw);
  const bodyOf = (type: string) => leaves.find((one) => one.type.startsWith(type))?.body ?? '';
  return { headers, text: bodyOf('text/plain'), html: bodyOf('text/html'), raw };
}

interface Leaf {
  readonly type: string;
  readonly body: string;
}

function leavesOf(raw: string): readonly Leaf[] {
  const { headers, body } = partOf(raw);
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) return [{ type, body: decoded(body, headers.get('content-transfer-encoding')) }];
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => leavesOf(part.replace(/^\r\n/, '')));
}

function partOf(raw: string) {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), wordsIn(line)] as const);
  return { headers: new Map(pairs), body: raw.slice(end + 4) };
}

/** Of a header, with what is encoded in it. */
function wordsIn(line: string): string {
  const text = line.slice(line.indexOf(':') + 1).trim();
  return text
    .replaceAll(/(\?=) (=\?)/g, '$1$2')
    .replaceAll(/=\?utf-8\?(q|b)\?([^?]*)\?=/gi, (_, how: string, said: string) => {
      return how.toLowerCase() === 'b' ? base64(said) : quotedPrintable(said.replaceAll('_', ' '));
    });
}

function decoded(body: string, encoding = '7bit'): string {
  const text = body.replace(/\r\n$/, '');
  if (encoding === 'base64') return base64(text);
  return encoding === 'quoted-printable' ? quotedPrintable(text) : text;
}

function base64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(bytes, 'latin1').toString();
}
