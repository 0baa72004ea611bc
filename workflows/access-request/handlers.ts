import { CancellationScope, condition, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import type { Problem } from '../../src/domain/errors.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { type Rule, messageRules } from '../../src/domain/request/message-rules.ts';
import { ANOTHER_BODY, type Answer, type Click, type SubmitMessage } from '../../src/domain/request/messages.ts';
import { whyNotStop } from '../../src/domain/request/refuse.ts';
import { BY_WORKFLOW, type Origin } from '../../src/domain/request/step.ts';
import { stop } from '../../src/domain/request/stop.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { listenForExtensions } from './extension-handler.ts';
import type { Life } from './life.ts';
import {
  currentRequest,
  directoryChanged,
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
import { MOVED, throwOn, whyNotOpened } from './refusal.ts';
import type { RequestState } from './request-state.ts';

/** Everything that people may say to a request. Registered before the first await, so that nothing is ever missed. */
export function listen(life: Life, submitted: SubmitMessage): void {
  on(life, messages.decide, messageRules.decide);
  on(life, messages.ask, messageRules.ask);
  on(life, messages.answer, messageRules.answer);
  on(life, messages.remind, messageRules.remind);
  on(life, messages.cancel, messageRules.cancel);
  on(life, messages.end, messageRules.end);
  on(life, messages.retry, messageRules.retry);
  on(life, messages.revoke, messageRules.revoke);
  listenForExtensions(life);
  listenToTheWorld(life);
  listenToSubmits(life.lease, submitted);
}

function listenToTheWorld(life: Life): void {
  const { lease } = life;
  setHandler(personOffboarded, (personId) => {
    for (const state of [lease, life.extension]) if (state !== undefined) afterOffboarding(state, personId);
  });
  setHandler(directoryChanged, () => {
    for (const state of [lease, life.extension]) state?.directoryChanged();
  });
  setHandler(holdingSettled, () => lease.nudge());
  setHandler(givingUnfrozen, () => lease.nudge());
  setHandler(currentRequest, () => lease.request);
  setHandler(outcomeOfClick, (clickId, about) => {
    const state = life.of(about);
    return state === undefined || state.isNew(clickId) ? undefined : outcome(state, whyNotOpened(state));
  });
}

function afterOffboarding(state: RequestState, personId: PersonId): void {
  const { requesterId, beneficiaryId } = state.request;
  if (personId !== beneficiaryId && (personId !== requesterId || state.mayHold)) return state.directoryChanged();
  if (whyNotStop(state.request) === undefined) {
    state.apply(stop(state.request, 'offboarded', Date.now(), BY_WORKFLOW, 'They have left.'));
  }
}

function listenToSubmits(state: RequestState, submitted: SubmitMessage): void {
  const refusal = (message: SubmitMessage): Problem | undefined =>
    message.principal !== submitted.principal || message.bodyHash !== submitted.bodyHash
      ? { code: 'idempotency_mismatch', detail: ANOTHER_BODY }
      : whyNotOpened(state);
  setHandler(submit, async (message) => {
    await condition(() => state.opening !== undefined);
    throwOn(refusal(message));
    return state.record();
  });
  setHandler(outcomeOfSubmit, (message) => outcome(state, refusal(message)));
}

/** Temporal's own "cancel" means "End now". */
export function listenToOperators(state: RequestState): void {
  CancellationScope.current().cancelRequested.catch(() => {
    if (whyNotStop(state.request) === undefined) state.apply(stop(state.request, 'operator', Date.now(), BY_OPERATOR));
  });
}

const BY_OPERATOR: Origin = { actor: { kind: 'operator' }, surface: 'temporal', assurance: 'operator' };

function outcome(state: RequestState, problem: Problem | undefined): Outcome {
  return problem === undefined ? { ok: true, value: state.answer } : { ok: false, problem };
}

/** One handler for both ways a message can come. It applies before it awaits anything: of two at once, one is first. */
function on<M extends Click>(life: Life, { update, signal }: MessageKind<M>, rule: Rule<M>): void {
  const refusal = (message: M): Problem | undefined => {
    const state = life.of(message.about);
    if (state === undefined) return MOVED;
    return state.isNew(message.clickId) ? rule.refuse(state.request, message, Date.now()) : undefined;
  };
  const act = async (message: M): Promise<Answer> => {
    const state = life.of(message.about) ?? life.lease;
    if (state.isNew(message.clickId)) {
      state.remember(message.clickId);
      state.apply(rule.apply(state.request, message, Date.now()));
    }
    const answer = await state.keep();
    throwOn(whyNotOpened(state));
    return answer;
  };
  setHandler(update, (message: M) => throwOn(refusal(message)) ?? act(message), {
    validator: (message: M) => throwOn(refusal(message)),
  });
  // A refused signal has nobody waiting: what became of the click is read from the request.
  setHandler(signal, async (message: M) => {
    const moved = life.movedTo(message.about);
    if (moved !== undefined)
      return getExternalWorkflowHandle(requestWorkflowId(moved.id, moved.run)).signal(signal, message);
    if (refusal(message) === undefined) await act(message).catch(() => undefined);
  });
}
