import type { z } from 'zod';
import type { previewSchema, requestSchema } from '../../http/schemas/requests.ts';
import { leaseInWords } from './lease-words.ts';
import { fromNow, moment } from './moments.ts';
import { stateInWords } from './state.ts';
import type { View } from './view.ts';

export type Request = z.output<typeof requestSchema>;
export type Asked = Omit<z.output<typeof previewSchema>, 'notified' | 'facts'>;

/** One line that can be pasted into a chat: who, what, how long, and what happens next. */
export function requestSentence(request: Request, view: View): string {
  const next = whatIsNext(request, view);
  const state = stateInWords(request.state, view);
  return `${view.paint('strong', request.id)} ${state}: ${whoAsks(request, view)}${next === '' ? '' : `, ${next}`}`;
}

export function whoAsks(request: Asked, view: View): string {
  const { requester, for: whom, lease } = request;
  const somebodyElse = whom.id === requester.id ? '' : ` for ${whom.name},`;
  const length = leaseInWords(lease.granted ?? lease.asked, view);
  return `${requester.name} ${verbOf(request)} ${thingsOf(request)}${somebodyElse} ${length}`;
}

function verbOf({ kind, changes }: Asked): string {
  if (kind === 'direct_grant') return 'grants';
  if (kind === 'extend') return 'asks to extend';
  const ops = new Set(changes.map(({ op }) => op));
  if (ops.size > 1) return 'asks to change';
  if (ops.has('remove')) return 'asks to remove';
  return ops.has('modify') ? 'asks to change' : 'asks for';
}

/** `aws/deploy`, `aws/deploy (admin), aws/read`. */
export function thingsOf({ app, changes }: Asked): string {
  const things = changes.map(({ entitlement, level }) =>
    level === null ? `${app.name}/${entitlement.name}` : `${app.name}/${entitlement.name} (${level})`,
  );
  return things.join(', ');
}

export function whatIsNext(request: Request, view: View): string {
  const { kind, state, lease, changes } = request;
  switch (state) {
    case 'pending_approval':
      return waitsFor(request);
    case 'approved':
    case 'provisioning':
      return troubleOf(changes, 'given') ?? 'is being given';
    case 'active':
      return lease.endsAt === null
        ? 'no end is set'
        : `ends ${moment(lease.endsAt, view)} (${fromNow(lease.endsAt, view)})`;
    case 'ending':
      return troubleOf(changes, 'taken away') ?? 'is being taken away';
    case 'ended':
      if (kind === 'extend') return 'applied to the lease';
      return lease.verifiedGoneAt === null ? '' : `proven gone ${moment(lease.verifiedGoneAt, view)}`;
    case 'failed':
      return troubleOf(changes, 'given') ?? 'was not given';
    case 'rejected':
      return rejectionOf(request);
    default:
      return '';
  }
}

const SHOWN = 3;

export function waitsFor({ levels }: Pick<Request, 'levels'>): string {
  const people = levels.flatMap((level) => level.people.filter(({ canActNow }) => canActNow));
  if (people.length === 0) return 'waits for a decision';
  const names = people.slice(0, SHOWN).map(({ person, because }) => `${person.name} (${because})`);
  const more = people.length > SHOWN ? ` or ${people.length - SHOWN} more` : '';
  return `waits for ${names.join(' or ')}${more}`;
}

function troubleOf(changes: Request['changes'], verb: string): string | undefined {
  const failure = changes.find((change) => change.failure !== null)?.failure;
  return failure === undefined ? undefined : `NOT ${verb.toUpperCase()}: ${failure}`;
}

function rejectionOf({ levels }: Request): string {
  const people = levels.flatMap((level) => level.people);
  const who = people.find(({ decision }) => decision?.verdict === 'reject');
  if (who === undefined) return '';
  const comment = who.decision?.comment ?? null;
  return comment === null ? `by ${who.person.name}` : `by ${who.person.name}: ${comment}`;
}
