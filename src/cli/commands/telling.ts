import { deliverySchema, requestSchema } from '../../http/schemas/requests.ts';
import type { Answer } from '../client.ts';
import type { Said } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { requestSentence } from '../output/request-sentence.ts';
import { pathTo } from '../path.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { RECORDED } from './following.ts';

/** Says something to a request, and how the request stands then. */
export async function told(shell: Shell, id: string, what: string, body: object): Promise<Result<Said>> {
  const answer = await shell.api.write(deliverySchema, pathTo('requests', id, what), body);
  return answer.ok ? ok(await saidOf(shell, id, answer.value)) : answer;
}

async function saidOf(
  shell: Shell,
  id: string,
  { applied, text, value }: Answer<{ state: string | null }>,
): Promise<Said> {
  if (!applied) return { lines: [`${id}: ${RECORDED}`], json: text, exit: EXIT.recorded };
  // What was done was done, even where it cannot be looked at any more.
  const seen = shell.isForMachine ? undefined : await shell.api.read(requestSchema, pathTo('requests', id));
  const line = seen?.ok === true ? requestSentence(seen.value.value, shell.view()) : `${id}: ${value.state ?? 'done'}`;
  return { lines: [line], json: text };
}
