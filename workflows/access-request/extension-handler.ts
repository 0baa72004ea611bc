import { condition, setHandler } from '@temporalio/workflow';
import type { Problem } from '../../src/domain/errors.ts';
import { whyNotExtend } from '../../src/domain/request/extend.ts';
import type { Answer, ExtendMessage } from '../../src/domain/request/messages.ts';
import { decideExtension } from './extension.ts';
import type { Life } from './life.ts';
import { messages } from './messages.ts';
import { throwOn, whyNotOpened } from './refusal.ts';

/** An extension may be asked for while there is a lease, one at a time; the same one again is the same one. */
export function listenForExtensions(life: Life): void {
  const refusal = ({ ticket }: ExtendMessage): Problem | undefined => {
    if (life.of(ticket.id) !== undefined) return undefined;
    const { extension, lease } = life;
    if (extension !== undefined) return alreadyAsked(extension.request.id);
    const now = Date.now();
    if (life.isTaking) return { code: 'wrong_state', detail: 'It is being taken back already. Nothing changed.' };
    return whyNotExtend({ ...lease.request, asOf: now });
  };
  // The record may know already that it was given, a moment before the workflow does.
  const early = (message: ExtendMessage) => (life.lease.isWriting ? undefined : refusal(message));
  const begin = async (message: ExtendMessage): Promise<Answer> => {
    await condition(() => !life.lease.isWriting);
    throwOn(refusal(message));
    const state = life.of(message.ticket.id) ?? beginExtension(life, message);
    await condition(() => state.opening !== undefined);
    throwOn(whyNotOpened(state));
    return state.record();
  };
  setHandler(messages.extend.update, begin, { validator: (message) => throwOn(early(message)) });
  setHandler(messages.extend.signal, async (message) => {
    await begin(message).catch(() => undefined);
  });
}

function beginExtension(life: Life, { ticket, facts, clickId }: ExtendMessage) {
  const state = life.beginExtension(ticket, [clickId]);
  const submitted = { principal: ticket.requesterId, bodyHash: ticket.bodyHash };
  void decideExtension(life, state, { request: ticket, facts, submitted, clicks: [clickId] });
  life.lease.nudge();
  return state;
}

function alreadyAsked(id: string): Problem {
  return {
    code: 'open_request_exists',
    detail: `${id} asks for an extension and is still open. Nothing new was made.`,
    data: { request: id },
  };
}
