export interface BinaryNeed {
  /** `time-skipping`: tests move the clock of a workflow, which servers before 1.32 cannot. */
  readonly need: 'any' | 'time-skipping';
  readonly report: (line: string) => void;
  /** A line that replaces the one before it, where there is a terminal to do that. */
  readonly progress?: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
}

/** What one rung of the ladder gives: a binary, or in a few words why not. */
export type Attempt = { readonly path: string } | { readonly not: string };
