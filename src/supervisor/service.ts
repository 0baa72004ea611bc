import { setTimeout as delay } from 'node:timers/promises';
import type { ChildMessage } from './child-message.ts';
import { type Child, type Ending, type Program, startChild } from './child-process.ts';
import { CannotRun } from './cannot-run.ts';
import { lastLines, lastWords } from './last-words.ts';
import type { RunningProcess } from './running-file.ts';

/** A child that lived this long had started well: its death says nothing about the deaths before it. */
const QUICK_MS = 15_000;
const MOST_QUICK_FAILURES = 5;
const SHOWN_LINES = 8;

export interface ServiceEdges {
  readonly report: (line: string) => void;
  /** Who runs has changed. */
  readonly changed: () => void;
  readonly onMessage?: (message: ChildMessage) => void;
  readonly restartDelayMs: (quickFailures: number) => number;
}

/** One child that is kept running: one that cannot start ends everything, a later death is answered with a restart. */
export interface Service {
  readonly name: string;
  /** Rejects when it cannot be started, or not be kept running; never resolves. */
  readonly failure: Promise<never>;
  process(): RunningProcess | undefined;
  /** It has shown that it can run. */
  readonly prove: () => void;
  stop(hurry: AbortSignal): Promise<void>;
}

export function startService(program: Program, edges: ServiceEdges): Service {
  const { name } = program;
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch(() => {});
  const stopping = new AbortController();
  let proven = false;
  let quickFailures = 0;
  let child: Child | undefined;

  function launch(): void {
    const began = performance.now();
    const started = startChild(program, (message) => edges.onMessage?.(message));
    child = started;
    edges.changed();
    void started.ended.then((ending) => bury(started, ending, performance.now() - began)).catch(reject);
  }

  async function bury(dead: Child, { how, byItself }: Ending, livedMs: number): Promise<void> {
    child = undefined;
    edges.changed();
    if (stopping.signal.aborted) return;
    const isQuick = livedMs < QUICK_MS;
    if (!proven && byItself && isQuick) throw new CannotRun(cannotStart(program, how, dead.output()));
    // From here on it is a matter of patience: even a sentence may be about something that passes.
    proven = true;
    quickFailures = isQuick ? quickFailures + 1 : 1;
    edges.report(obituary(name, how, lastLines(dead.output(), SHOWN_LINES)));
    if (quickFailures >= MOST_QUICK_FAILURES) throw new CannotRun(givenUp(program));
    await delay(edges.restartDelayMs(quickFailures), undefined, { signal: stopping.signal }).catch(() => {});
    if (!stopping.signal.aborted) launch();
  }

  launch();
  return {
    name,
    failure,
    process: () => child && { name, ...child.identity },
    prove: () => (proven = true),
    stop: async (hurry) => {
      stopping.abort();
      await child?.stop(hurry);
    },
  };
}

function cannotStart({ name, logFile }: Program, how: string, output: string): string {
  return lastWords(output) ?? `The ${name} ended at once (${how}). See ${logFile}.`;
}

function obituary(name: string, how: string, lines: readonly string[]): string {
  const quoted = lines.map((line) => `    ${line}`).join('\n');
  return `The ${name} ended unexpectedly (${how}) and is started again.${quoted && ` Its last lines:\n${quoted}`}`;
}

function givenUp({ name, logFile }: Program): string {
  return (
    `The ${name} ended ${MOST_QUICK_FAILURES} times in a row soon after its start, so everything is stopped. ` +
    `Nothing is lost: the state is kept for the next start. The reason is in ${logFile}.`
  );
}
