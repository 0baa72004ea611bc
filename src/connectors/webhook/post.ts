import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSafe } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

export interface Posted {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** What it answered, cut off where it is too long. */
  readonly text: string;
}

export interface Posting {
  readonly url: URL;
  /** All that it may connect to: names are not looked up again. */
  readonly addresses: readonly string[];
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly signal: AbortSignal;
}

/** About: what has come by then is read, and nothing more. */
const LONGEST_ANSWER = 64 * 1024;

/** One connection for one call. Redirects are an answer like any other. */
export function post({ url, addresses, headers, body, signal }: Posting): Promise<Posted> {
  const options: RequestOptions = { method: 'POST', agent: false, lookup: only(addresses), signal, headers };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestSafe(url, options) : requestPlain(url, options);
    request.on('error', reject);
    request.on('response', (response) => {
      textOf(response).then((text) => {
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text });
        request.destroy();
      }, reject);
    });
    request.end(body);
  });
}

function only(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, tell) => {
    const [first] = found;
    if (first === undefined) tell(new Error('it has no address'), '');
    else if (all === true) tell(null, found);
    else tell(null, first.address, first.family);
  };
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= LONGEST_ANSWER) break;
  }
  return Buffer.concat(parts).toString();
}
