import { command, maybe, text } from '../command.ts';
import { neededRequest, MINE_OPEN, TO_DECIDE } from '../input/choose-request.ts';
import { LEASE_OPTIONS, leaseIn } from '../input/lease.ts';
import { neededText } from '../input/needed.ts';
import { present } from '../input/present.ts';
import { told } from './telling.ts';

const REQUEST = { request: maybe('its id, REQ-…') };
const COMMENT = text('TEXT', 'told to the requester');

export const approve = command({
  name: 'approve',
  summary: 'Approve a request, as it is or with another lease',
  args: REQUEST,
  options: { ...LEASE_OPTIONS, comment: COMMENT },
  examples: [
    'leasehold approve REQ-7K3F9QAB2M',
    'leasehold approve REQ-7K3F9QAB2M --for 6h --comment "Until the incident closes"',
  ],
  async run(shell, given) {
    const lease = leaseIn(given, shell.view());
    if (!lease.ok) return lease;
    const id = await neededRequest(shell, given.request, TO_DECIDE);
    if (!id.ok) return id;
    const body = { decision: 'approve', ...present({ comment: given.comment, lease: lease.value }) };
    return told(shell, id.value, 'decisions', body);
  },
});

export const reject = command({
  name: 'reject',
  summary: 'Reject a request',
  args: REQUEST,
  options: { comment: COMMENT },
  examples: ['leasehold reject REQ-7K3F9QAB2M --comment "Ask for read instead"'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, TO_DECIDE);
    if (!id.ok) return id;
    // Not every app wants one: without a terminal it goes as it is.
    const typed = shell.prompts === undefined ? (given.comment ?? '') : given.comment;
    const comment = await neededText(shell, typed, 'COMMENT', 'Why? It is told to the requester');
    if (!comment.ok) return comment;
    return told(shell, id.value, 'decisions', {
      decision: 'reject',
      ...present({ comment: comment.value || undefined }),
    });
  },
});

export const ask = command({
  name: 'ask',
  summary: 'Ask the requester something; the time to decide stands still until the answer',
  args: { ...REQUEST, text: maybe('the question') },
  options: {},
  examples: ['leasehold ask REQ-7K3F9QAB2M "Which incident is it for?"'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, TO_DECIDE);
    if (!id.ok) return id;
    const question = await neededText(shell, given.text, 'TEXT', 'What do you want to know?');
    return question.ok ? told(shell, id.value, 'questions', { text: question.value }) : question;
  },
});

export const answer = command({
  name: 'answer',
  summary: 'Answer the question of an approver',
  args: { ...REQUEST, text: maybe('the answer') },
  options: {},
  examples: ['leasehold answer REQ-7K3F9QAB2M "Incident 4411"'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, MINE_OPEN);
    if (!id.ok) return id;
    const said = await neededText(shell, given.text, 'TEXT', 'What is the answer?');
    return said.ok ? told(shell, id.value, 'answers', { text: said.value }) : said;
  },
});

export const remind = command({
  name: 'remind',
  summary: 'Remind those who can decide',
  args: REQUEST,
  options: {},
  examples: ['leasehold remind REQ-7K3F9QAB2M'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, MINE_OPEN);
    return id.ok ? told(shell, id.value, 'reminder', {}) : id;
  },
});

export const cancel = command({
  name: 'cancel',
  summary: 'Cancel a request before it is given',
  args: REQUEST,
  options: { reason: text('TEXT', 'why; an admin has to say') },
  examples: ['leasehold cancel REQ-7K3F9QAB2M'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, MINE_OPEN);
    return id.ok ? told(shell, id.value, 'cancellation', present({ reason: given.reason })) : id;
  },
});
