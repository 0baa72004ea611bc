import type { WhyHeld } from '../../use-cases/access/why-held.ts';
import type { Typed } from '../auth/typed.ts';
import type { Asking } from './asked.page.tsx';
import { Text } from './questions.tsx';

/** What is asked before a holding is ended. */
export function endQuestion({ held, reasons }: WhyHeld, isOwn: boolean, typed: Typed) {
  const { names } = held;
  return {
    question: isOwn ? 'End this access now?' : `End ${names.person ?? 'this'}’s access now?`,
    lead: (
      <>
        <p>
          <b>
            <bdi>{names.entitlement}</bdi>
          </b>{' '}
          on <bdi>{names.app}</bdi> is taken back, and Leasehold looks until it is proven gone.
        </p>
        <p>
          {reasons.length > 1
            ? `${reasons.length} reasons hold it: all of them end.`
            : 'If it is needed again, it has to be asked for again.'}
        </p>
      </>
    ),
    button: 'End now',
    isDanger: true,
    fields: <Text name="reason" label="Reason, if you like" typed={typed} />,
    back: isOwn || held.personId === undefined ? '/access' : `/people/${held.personId}`,
  } satisfies Partial<Asking>;
}
