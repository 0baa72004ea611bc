import type { Api } from './client.ts';
import type { View } from './output/view.ts';
import type { Prompts } from './prompts.ts';
import type { Result } from './result.ts';
import type { Place } from './session.ts';

/** What a command is run in. */
export interface Shell {
  /** Where the server is and who asks, or why that is not known. */
  readonly place: Result<Place>;
  readonly api: Api;
  readonly apiAt: (place: Pick<Place, 'url'> & Partial<Place>) => Api;
  readonly fetch: typeof fetch;
  readonly view: () => View;
  /** Nothing where nobody can be asked. */
  readonly prompts: Prompts | undefined;
  /** Said to a person beside the answer. */
  readonly tell: (lines: readonly string[]) => void;
  /** What is going on: the next one takes its place. What changes with the clock alone is an aside. */
  readonly progress: (line: string, aside?: string) => void;
  /** Ends early on Ctrl-C. */
  readonly pause: (ms: number) => Promise<void>;
  readonly stopped: AbortSignal;
  /** Somebody wants the API's answer as it is. */
  readonly isForMachine: boolean;
  /** `-` is what is piped in. */
  readonly readInput: (file: string) => Promise<Result<string>>;
  readonly readLines: (file: string) => Promise<Result<AsyncIterable<string>>>;
  /** An answer that is too long to be kept, as it comes. */
  readonly pour: (text: string) => Promise<void>;
  readonly named: { readonly url: string | undefined; readonly token: string | undefined };
  readonly sessionFile: string;
}
