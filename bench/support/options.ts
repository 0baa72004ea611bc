export type DatabaseKind = 'sqlite' | 'postgres';

export interface BenchOptions {
  /** Small sizes, for seeing that it works: the figures are rough. */
  readonly quick: boolean;
  /** Only rows whose name contains this. */
  readonly row: string | undefined;
  readonly databases: readonly DatabaseKind[];
  /** Where CPU profiles of the worker go; undefined: none are taken. */
  readonly profile: string | undefined;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}
