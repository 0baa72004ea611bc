import type { Api } from './client.ts';
import type { View } from './output/view.ts';
import type { Prompts } from './prompts.ts';
import type { Result } from './result.ts';
import type { Place } from './session.ts';

/** What a command is run in. */
export interface Shell {
  /** Where the server is and who asks, or why that is not known. */
  readonly place: Result<Place>;
  readonly api: (place?: Place) => Result<Api>;
  readonly view: View;
  /** Nothing where nobody can be asked. */
  readonly prompts: Prompts | undefined;
  readonly progress: (line: string) => void;
  readonly pause: (ms: number) => Promise<void>;
  readonly waits: boolean;
  readonly key: string;
  readonly login: { readonly file: string; readonly url: string | undefined };
  readonly readInput: (file: string) => Promise<Result<string>>;
}
