import { randomUUID } from 'node:crypto';
import { CommanderError } from 'commander';
import { VERSION } from '../version.ts';
import { type Api, createApi } from './client.ts';
import type { Environment } from './environment.ts';
import { errorCode } from './error-code.ts';
import { EXIT } from './exit-codes.ts';
import { createLiveLine, type LiveLine, type Screen } from './live-line.ts';
import { paintFor, unpainted } from './output/colour.ts';
import type { View } from './output/view.ts';
import { createParser, type Globals, type Parsed } from './parser.ts';
import type { Prompts } from './prompts.ts';
import type { Result } from './result.ts';
import { pour, readInput, readLines } from './files.ts';
import { type Mouth, say, sayFailure, textOf } from './say.ts';
import { placeOf, readSession, sessionFile } from './session.ts';
import type { Shell } from './shell.ts';

/** What the program is run in. */
export interface World {
  readonly environment: Environment;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Screen & NodeJS.WritableStream;
  readonly stderr: Screen & NodeJS.WritableStream;
  readonly fetch: typeof fetch;
  /** Nothing where no person sits in front of it. */
  readonly prompts: Prompts | undefined;
  readonly stopped: AbortSignal;
  readonly pause: (ms: number, stopped: AbortSignal) => Promise<unknown>;
  readonly now: () => number;
  readonly zone: string;
}

/** The whole program: what was typed, to how it ends. */
export async function runCli(typed: readonly string[], world: World): Promise<number> {
  let exit: number = EXIT.ok;
  const output = {
    writeOut: (words: string) => void world.stdout.write(words),
    writeErr: (words: string) => void world.stderr.write(words),
  };
  const run = async (parsed: Parsed) => {
    exit = await runCommand(parsed, world);
  };
  try {
    await createParser(VERSION, run, output).parseAsync(typed, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    world.stderr.write(textOf([`✕ A mistake in this program: ${errorCode(error)}`]));
    return EXIT.broken;
  }
}

async function runCommand({ command, given, globals }: Parsed, world: World): Promise<number> {
  const live = createLiveLine(world.stderr);
  const shell = await shellFor(globals, world, live);
  const said = await command.run(shell, given as Parameters<typeof command.run>[1]);
  live.clear();
  const mouth = mouthOf(world, globals.json);
  return said.ok ? say(said.value, mouth) : sayFailure(said.failure, viewOf(world.stderr, globals, world), mouth);
}

function mouthOf({ stdout, stderr }: World, isForMachine: boolean): Mouth {
  return {
    out: (words) => void (words === '' || stdout.write(words)),
    err: (words) => void (words === '' || stderr.write(words)),
    isForMachine,
  };
}

function viewOf(stream: NodeJS.WritableStream, { color }: Globals, { now, zone, environment }: World): View {
  const isPlain = !color || environment.isPlain === true;
  return { now: now(), zone, paint: isPlain ? unpainted : paintFor(stream) };
}

async function shellFor(globals: Globals, world: World, live: LiveLine): Promise<Shell> {
  const { environment, stopped, stderr, fetch: ask } = world;
  const named = { url: globals.url ?? environment.url, token: environment.token };
  const file = sessionFile(environment.configFolder);
  const place = placeOf(named, await readSession(file));
  const pause = async (ms: number) => {
    // Stopped while pausing: whoever pauses looks.
    await world.pause(ms, stopped).catch(() => undefined);
  };
  const line = { stopped, pause, fetch: ask, progress: live.show, key: globals.key ?? randomUUID() };
  const apiAt: Shell['apiAt'] = ({ url, token }) => createApi({ ...line, url, token });
  return {
    ...{ place, apiAt, named, stopped, pause, sessionFile: file, fetch: ask, progress: live.show },
    api: place.ok ? apiAt(place.value) : nowhere(place),
    view: () => viewOf(world.stdout, globals, world),
    prompts: globals.json ? undefined : world.prompts,
    tell(lines) {
      live.clear();
      stderr.write(textOf(lines));
    },
    isForMachine: globals.json,
    ...{ readInput: (path) => readInput(path, world), readLines: (path) => readLines(path, world) },
    pour: (words) => pour(words, world),
  };
}

/** Where no server is known, that is the answer to everything. */
function nowhere(place: Result<unknown> & { readonly ok: false }): Api {
  const answer = () => Promise.resolve(place);
  return { read: answer, write: answer, open: answer };
}
