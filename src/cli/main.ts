import { setTimeout } from 'node:timers/promises';
import { readEnvironment } from './environment.ts';
import { EXIT } from './exit-codes.ts';
import { runCli } from './run.ts';
import { createTerminalPrompts } from './terminal-prompts.ts';

const { stdin, stdout, stderr } = process;

for (const stream of [stdout, stderr])
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads has had enough, as `head` has: nothing is wrong, and there is nobody to tell.
    if (code === 'EPIPE') process.exit(EXIT.ok);
    if (stream === stdout) stderr.write(`✕ The answer cannot be written (${code}).\n`);
    process.exit(EXIT.broken);
  });

const LAST_WORDS_MS = 1000;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping.abort();
    // What does not listen is not waited for.
    void setTimeout(LAST_WORDS_MS, undefined, { ref: false }).then(() => process.exit(EXIT.interrupted));
  });

process.exitCode = await runCli(process.argv.slice(2), {
  ...{ environment: readEnvironment(), stdin, stdout, stderr, fetch, now: Date.now },
  prompts: stdin.isTTY && stderr.isTTY ? createTerminalPrompts({ input: stdin, output: stderr }) : undefined,
  stopped: stopping.signal,
  pause: (ms, signal) => setTimeout(ms, undefined, { signal }),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
