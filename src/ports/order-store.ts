import type { App } from '../domain/catalog/app.ts';
import type { Order, OrderStep } from '../domain/work/order.ts';
import type { TaskPlace } from './work-store.ts';

/** What was asked of the endpoints of apps, and how far that got. */
export interface OrderStore {
  at(place: string): Promise<Order | undefined>;
  byToken(tokenHash: string): Promise<Order | undefined>;
  /** One transaction on the order at this place; others at it wait. `step` is pure, because it may be run more than once. */
  onOrder<Answer>(place: string, step: (known: Order | undefined) => OrderStep<Answer>): Promise<Answer>;
  /** What was reported counts no more: the same wish is asked for anew. What is under way goes on. */
  forgetReport(about: TaskPlace): Promise<void>;
}

/** What came in by HTTP, as it was sent. */
export interface SignedText {
  readonly text: string;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** Whether the app's endpoint signed this, a moment ago. */
export type IsSigned = (app: App, signed: SignedText) => boolean;
