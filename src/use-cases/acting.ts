import type { Origin } from '../domain/request/step.ts';
import type { Person } from '../domain/people/person.ts';

/** Somebody doing something: who, by which door, and how sure we are that it is them. */
export interface Acting {
  readonly person: Person;
  readonly origin: Origin;
  /** Who a key belongs to: the person, or the token that acts for them. */
  readonly principal: string;
}
