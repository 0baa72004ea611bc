import type { Length } from '../time.ts';

export interface LeaseLimits {
  readonly maximum?: Length | undefined;
  /** What approvers may go up to where `overMaximum` is `flag`. */
  readonly hardMaximum?: Length | undefined;
  readonly overMaximum?: 'cap' | 'flag' | undefined;
  /** Total length that extensions may reach. */
  readonly extensionLimit?: Length | undefined;
}
