import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Result } from '../../src/domain/errors.ts';
import type { HoldingId, PersonId, RequestId } from '../../src/domain/ids.ts';
import type { Answer, RequestMessages, SubmitMessage } from '../../src/domain/request/messages.ts';
import type { Request } from '../../src/domain/request/request.ts';

/**
 * A message somebody waits for. The update gives a true answer, but only a worker makes it durable; the signal of the same
 * message is durable at once. Both lead to one handler, which applies a click once.
 */
export interface MessageKind<M> {
  readonly update: UpdateDefinition<Answer, [M]>;
  readonly signal: SignalDefinition<[M]>;
}

function message<M>(name: string): MessageKind<M> {
  return { update: defineUpdate(name), signal: defineSignal(name) };
}

export const messages: { readonly [Name in keyof RequestMessages]: MessageKind<RequestMessages[Name]> } = {
  decide: message('decide'),
  ask: message('ask'),
  answer: message('answer'),
  remind: message('remind'),
  cancel: message('cancel'),
  end: message('end'),
  retry: message('retry'),
  extend: message('extend'),
  revoke: message('revoke'),
};

/** Answers when the request is recorded; refuses another submit that came to the same id. */
export const submit = defineUpdate<Answer, [SubmitMessage]>('submit');

export const personOffboarded = defineSignal<[PersonId]>('personOffboarded');
export const directoryChanged = defineSignal<[]>('directoryChanged');
export const holdingSettled = defineSignal<[HoldingId]>('holdingSettled');
export const givingUnfrozen = defineSignal<[]>('givingUnfrozen');

export const currentRequest = defineQuery<Request>('request');

export type Outcome = Result<Answer>;

/** What became of a message that came as a signal, or before the request was over: nothing can be sent to one that is. */
export const outcomeOfClick = defineQuery<Outcome | undefined, [string, RequestId | undefined]>('outcomeOfClick');
export const outcomeOfSubmit = defineQuery<Outcome, [SubmitMessage]>('outcomeOfSubmit');
