import type { HandDeps } from '../hand-tasks.ts';
import type { Call } from './endpoint.ts';
import type { Orders } from './orders.ts';

/** What giving, taking and accounts are made with. */
export interface Parts {
  readonly call: Call;
  readonly orders: Orders;
  readonly people: HandDeps['people'];
  readonly ids: HandDeps['ids'];
}
