import type { BenchOptions } from '../../support/options.ts';
import type { Row } from '../../support/table.ts';
import type { House } from '../house.ts';

/** Rows that are measured together, in a house of their own. */
export interface RowSet {
  /** What `--row` is looked for in, besides the rows' own names. */
  readonly name: string;
  measure(house: House, options: BenchOptions): Promise<Measured>;
}

export interface Measured {
  readonly rows: readonly Row[];
  readonly notes?: readonly string[];
  readonly broken?: readonly string[];
}
