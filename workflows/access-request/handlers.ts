import { ApplicationFailure, CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { Problem } from '../../src/domain/errors.ts';
import { cancel } from '../../src/domain/request/close.ts';
import { decide } from '../../src/domain/request/decide.ts';
import { whyNotAsk, whyNotCancel, whyNotDecide, whyNotRetry, whyNotStop } from '../../src/domain/request/refuse.ts';
import { remind, whyNotRemind } from '../../src/domain/request/remind.ts';
import { ANOTHER_BODY, type Answer, type Click, type SubmitMessage } from '../../src/domain/request/messages.ts';
import type { EndAsked, Request } from '../../src/domain/request/request.ts';
import { BY_WORKFLOW, type Origin, type Step, step } from '../../src/domain/request/step.ts';
import { askForEnd, mayBeHeld } from '../../src/domain/request/take.ts';
import { answer, ask } from '../../src/domain/request/thread.ts';
import type { Instant } from '../../src/domain/time.ts';
import {
  currentRequest,
  givingUnfrozen,
  holdingSettled,
  type MessageKind,
  messages,
  type Outcome,
  outcomeOfClick,
  outcomeOfSubmit,
  personOffboarded,
  submit,
} from './messages.ts';
import type { RequestState } from './request-state.ts';

/** Everything that people may say to a request. Registered before the first await, so that nothing is ever missed. */
export function listen(state: RequestState, submitted: SubmitMessage): void {
  on(state, messages.decide, {
    refuse: ({ verdict, evidence }) => whyNotDecide(state.request, verdict, evidence),
    apply: ({ verdict, origin }) => decide(state.request, verdict, Date.now(), origin),
  });
  on(state, messages.ask, {
    refuse: () => whyNotAsk(state.request),
    apply: ({ clickId: id, by, text, origin }) => ask(state.request, { id, by, text }, Date.now(), origin),
  });
  on(state, messages.answer, {
    refuse: () => whyNotAsk(state.request),
    apply: ({ clickId: id, by, text, origin }) => answer(state.request, { id, by, text }, Date.now(), origin),
  });
  on(state, messages.remind, {
    refuse: () => whyNotRemind(state.request, Date.now()),
    apply: ({ origin }) => remind(state.request, Date.now(), origin),
  });
  on(state, messages.cancel, {
    refuse: () => whyNotCancel(state.request),
    apply: ({ origin, reason }) => cancel(state.request, Date.now(), origin, reason),
  });
  on(state, messages.end, {
    refuse: () => whyNotStop(state.request),
    apply: ({ origin, reason }) => stop(state.request, 'asked', Date.now(), origin, reason),
  });
  on(state, messages.retry, {
    refuse: () => whyNotRetry(state.request),
    apply: ({ origin }) => step(state.request, 'request.retried', Date.now(), origin),
  });
  listenToTheWorld(state, submitted);
}

function listenToTheWorld(state: RequestState, submitted: SubmitMessage): void {
  setHandler(submit, async (message) => {
    await condition(() => state.opening !== undefined);
    throwOn(whyNotSubmitted(state, message, submitted));
    return state.record();
  });
  setHandler(personOffboarded, (personId) => {
    const { requesterId, beneficiaryId } = state.request;
    if (personId !== beneficiaryId && (personId !== requesterId || state.mayHold)) return state.directoryChanged();
    if (whyNotStop(state.request) === undefined) {
      state.apply(stop(state.request, 'offboarded', Date.now(), BY_WORKFLOW, 'They have left.'));
    }
  });
  setHandler(holdingSettled, () => state.nudge());
  setHandler(givingUnfrozen, () => state.nudge());
  setHandler(currentRequest, () => state.request);
  setHandler(outcomeOfSubmit, (message) => outcome(state, whyNotSubmitted(state, message, submitted)));
  setHandler(outcomeOfClick, (clickId) => (state.isNew(clickId) ? undefined : outcome(state, whyNotOpened(state))));
}

/** Temporal's own "cancel" means "End now". */
export function listenToOperators(state: RequestState): void {
  CancellationScope.current().cancelRequested.catch(() => {
    if (whyNotStop(state.request) === undefined) state.apply(stop(state.request, 'operator', Date.now(), BY_OPERATOR));
  });
}

const BY_OPERATOR: Origin = { actor: { kind: 'operator' }, surface: 'temporal', assurance: 'operator' };

/** What nobody holds yet is cancelled; what may be held is ended: the record may know already that it was given. */
function stop(request: Request, why: EndAsked['why'], at: Instant, origin: Origin, reason?: string): Step {
  if (!request.changes.some(mayBeHeld)) return cancel(request, at, origin, reason);
  return askForEnd(request, { at, why }, origin, reason);
}

function outcome(state: RequestState, problem: Problem | undefined): Outcome {
  return problem === undefined ? { ok: true, value: state.answer } : { ok: false, problem };
}

function whyNotSubmitted(state: RequestState, message: SubmitMessage, submitted: SubmitMessage): Problem | undefined {
  if (message.principal !== submitted.principal || message.bodyHash !== submitted.bodyHash) {
    return { code: 'idempotency_mismatch', detail: ANOTHER_BODY };
  }
  return whyNotOpened(state);
}

function whyNotOpened(state: RequestState): Problem | undefined {
  if (state.opening?.opened !== false) return undefined;
  const { inFavourOf } = state.opening;
  const detail = `${inFavourOf} asks for the same and is still open. Nothing new was made.`;
  return { code: 'open_request_exists', detail, data: { request: inFavourOf } };
}

interface Rules<M> {
  readonly refuse: (message: M) => Problem | undefined;
  readonly apply: (message: M) => Step;
}

/** One handler for both ways a message can come. It applies before it awaits anything: of two at once, one is first. */
function on<M extends Click>(
  state: RequestState,
  { update, signal }: MessageKind<M>,
  { refuse, apply }: Rules<M>,
): void {
  const refusal = (message: M) => (state.isNew(message.clickId) ? refuse(message) : undefined);
  const act = async (message: M): Promise<Answer> => {
    if (state.isNew(message.clickId)) {
      state.remember(message.clickId);
      state.apply(apply(message));
    }
    const answer = await state.record();
    throwOn(whyNotOpened(state));
    return answer;
  };
  setHandler(update, (message: M) => throwOn(refusal(message)) ?? act(message), {
    validator: (message: M) => throwOn(refusal(message)),
  });
  // A refused signal has nobody waiting: what became of the click is read from the request.
  setHandler(signal, async (message: M) => {
    if (refusal(message) === undefined) await act(message).catch(() => undefined);
  });
}

function throwOn(problem: Problem | undefined): undefined {
  if (problem !== undefined) throw ApplicationFailure.nonRetryable(problem.detail, problem.code, problem);
  return undefined;
}
