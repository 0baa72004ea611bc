import { endedSchema } from '../../http/schemas/access.ts';
import { deliverySchema, requestSchema } from '../../http/schemas/requests.ts';
import { command, maybe, type Said, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ANY, MINE_HELD, neededRequest } from '../input/choose-request.ts';
import { LEASE_OPTIONS, leaseIn, lengthIn } from '../input/lease.ts';
import { needed, said } from '../input/needed.ts';
import { present } from '../input/present.ts';
import type { Lease } from '../output/lease-words.ts';
import { pathTo } from '../path.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { untilSettled } from '../waiting.ts';
import { followed, RECORDED, WAITING } from './following.ts';
import { told } from './telling.ts';

const { for: length, until, indefinite } = LEASE_OPTIONS;
const REASON = text('TEXT', 'why');

export const extend = command({
  name: 'extend',
  summary: 'Ask for a later end; where it has ended in the meantime, for the same again',
  args: { request: maybe('the lease, REQ-…') },
  options: {
    ...{ for: { ...length, about: 'how much longer: 4h, 7d' }, until, indefinite, reason: REASON },
    ...{ reasonCode: text('CODE', 'one of the reasons that the app lists'), ...WAITING },
  },
  examples: ['leasehold extend REQ-7K3F9QAB2M --for 4h --reason "It takes longer"'],
  async run(shell, given) {
    const typed = leaseIn({ ...given, from: undefined }, shell.view());
    if (!typed.ok) return typed;
    const id = await neededRequest(shell, given.request, MINE_HELD);
    if (!id.ok) return id;
    const lease = await needed<Lease>(shell, typed.value, '--for', async (prompts) => {
      const answer = said(await prompts.text('How much longer?', 'such as 4h'));
      const read = answer.ok ? lengthIn('The length', answer.value) : answer;
      return read.ok ? ok({ kind: 'for', length: read.value }) : read;
    });
    if (!lease.ok) return lease;
    const body = { lease: lease.value, ...present({ reason: given.reason, reasonCode: given.reasonCode }) };
    const path = pathTo('requests', id.value, 'extension');
    return followed(shell, await shell.api.write(requestSchema, path, body), { ...given, goal: 'given' });
  },
});

export const end = command({
  name: 'end',
  summary: 'End access now, and wait until it is proven gone',
  args: { what: maybe('a lease, REQ-…, or a holding, hol_…') },
  options: { reason: REASON, ...WAITING },
  examples: ['leasehold end REQ-7K3F9QAB2M', 'leasehold end hol_7K3F9QAB2M --reason "Left the team"'],
  async run(shell, { what, reason, noWait }) {
    const body = present({ reason });
    if (what?.startsWith('hol_') === true) {
      const path = pathTo('holdings', what, 'end');
      const ended = await shell.api.write(endedSchema, path, body);
      return ended.ok ? gone(shell, ended.value.value.request, ended.value, noWait) : ended;
    }
    const id = await neededRequest(shell, what, MINE_HELD);
    if (!id.ok) return id;
    const ended = await shell.api.write(deliverySchema, pathTo('requests', id.value, 'end'), body);
    return ended.ok ? gone(shell, id.value, ended.value, noWait) : ended;
  },
});

type Sent = { readonly applied: boolean; readonly text: string };

async function gone(shell: Shell, id: string, { applied, text: json }: Sent, noWait: boolean): Promise<Result<Said>> {
  if (!applied) return ok({ lines: [`${id}: ${RECORDED}`], json, exit: EXIT.recorded });
  if (noWait) return ok({ lines: [`${id}: the access is being taken away.`], json });
  const seen = await shell.api.read(requestSchema, pathTo('requests', id));
  return seen.ok ? untilSettled(shell, seen.value, 'gone') : seen;
}

export const retry = command({
  name: 'retry',
  summary: 'Try again what failed; approvals are kept',
  args: { request: maybe('its id, REQ-…') },
  options: {},
  examples: ['leasehold retry REQ-7K3F9QAB2M'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, ANY);
    return id.ok ? told(shell, id.value, 'retry', {}) : id;
  },
});
