import { refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import { endHolding } from '../../../use-cases/access/end-holding.ts';
import { extendRequest } from '../../../use-cases/extend-request.ts';
import * as tell from '../../../use-cases/tell-request.ts';
import { chosenLease } from '../../views/chosen-lease.ts';
import { saidIn } from '../../views/typed.ts';
import { type Deed, onRequest, outcomeOf } from './deed.ts';

export const ask = onRequest(async ({ deps, acting, clickId }, id, typed) => {
  const asked = await tell.askRequester(deps, acting, id, { clickId, text: typed['text'] ?? '' });
  return outcomeOf(asked, 'Asked. The decide-by clock stands still until it is answered.');
});

export const answer = onRequest(async ({ deps, acting, clickId }, id, typed) => {
  const answered = await tell.answerQuestion(deps, acting, id, { clickId, text: typed['text'] ?? '' });
  return outcomeOf(answered, 'Answered. Those who decide are told.');
});

export const remind = onRequest(async ({ deps, acting, clickId }, id) =>
  outcomeOf(await tell.remindDeciders(deps, acting, id, { clickId }), 'Reminded.'),
);

export const cancel = onRequest(async ({ deps, acting, clickId }, id, typed) => {
  const cancelled = await tell.cancelRequest(deps, acting, id, { clickId, reason: saidIn(typed, 'reason') });
  return outcomeOf(cancelled, '✕ Cancelled.');
});

const ENDING = 'Ending: it is being taken back, and proven gone.';

export const end = onRequest(async ({ deps, acting, clickId }, id) =>
  outcomeOf(await tell.endRequest(deps, acting, id, { clickId }), ENDING),
);

export const retry = onRequest(async ({ deps, acting, clickId }, id) =>
  outcomeOf(await tell.retryRequest(deps, acting, id, { clickId }), 'Trying again.'),
);

export const extend = onRequest(async ({ deps, acting, clickId }, id, typed) => {
  const lease = chosenLease(typed);
  if (!lease.ok) return lease;
  if (lease.value === undefined) return refused('malformed', 'Choose how much longer.', { field: 'length' });
  const wish = { lease: lease.value, reason: saidIn(typed, 'reason') ?? '', key: clickId };
  const asked = await extendRequest(deps, acting, id, wish);
  return asked.ok ? outcomeOf({ ok: true, value: asked.value.delivery }, `Asked for: ${asked.value.id}.`) : asked;
});

export const endHeld: Deed = async ({ deps, acting, clickId }, id) => {
  if (!isId('holding', id)) return refused('not_found', 'There is no such holding.');
  const ended = await endHolding(deps, acting, id, { key: clickId });
  return ended.ok ? outcomeOf({ ok: true, value: ended.value.delivery }, ENDING) : ended;
};
