import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { errorCode } from './error-code.ts';
import { harmlessJson } from './output/harmless.ts';
import { misused, ok, type Result } from './result.ts';

interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean | undefined };
}

/** `-` is what is piped in. */
async function opened(path: string, { stdin }: Streams): Promise<Result<NodeJS.ReadableStream>> {
  if (path === '-') return ok(stdin);
  const stream = createReadStream(path, 'utf8');
  try {
    await once(stream, 'open');
    return ok(stream);
  } catch (error) {
    return unreadable(path, error);
  }
}

export async function readInput(path: string, streams: Streams): Promise<Result<string>> {
  const stream = await opened(path, streams);
  try {
    return stream.ok ? ok(await text(stream.value)) : stream;
  } catch (error) {
    return unreadable(path, error);
  }
}

export async function readLines(path: string, streams: Streams): Promise<Result<AsyncIterable<string>>> {
  const stream = await opened(path, streams);
  return stream.ok ? ok(linesOf(stream.value)) : stream;
}

/** Not by `readline`: it ends lines at characters that stand in JSON as they are. */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function unreadable(path: string, error: unknown) {
  return misused(`${path} cannot be read (${errorCode(error)}). Nothing was sent.`);
}

/** As fast as it is read. A file gets every byte; a terminal nothing that steers it. */
export async function pour(words: string, { stdout }: Streams): Promise<void> {
  const isRead = stdout.write(stdout.isTTY === true ? harmlessJson(words) : words);
  if (!isRead) await once(stdout, 'drain');
}
