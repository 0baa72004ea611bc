import { requestSchema } from '../http/schemas/requests.ts';
import type { Answer } from './client.ts';
import type { Said } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { fromNow } from './output/moments.ts';
import { type Request, requestSentence, whatIsNext } from './output/request-sentence.ts';
import { stateInWords } from './output/state.ts';
import { pageOf, pathTo } from './path.ts';
import { failed, ok, type Result } from './result.ts';
import type { Shell } from './shell.ts';

export type Goal = 'given' | 'gone';

const OVER = ['ended', 'rejected', 'cancelled', 'lapsed', 'failed'];
const SETTLED: { readonly [goal in Goal]: readonly string[] } = {
  given: [...OVER, 'active', 'scheduled'],
  gone: OVER,
};
const REACHED = ['active', 'scheduled', 'ended'];

const FIRST_LOOK_MS = 500;
const SLOWEST_LOOK_MS = 5000;

/** The request once it is what was wanted, or will never be. Trouble on the way there is told, and waited out. */
export async function untilSettled(shell: Shell, first: Answer<Request>, goal: Goal): Promise<Result<Said>> {
  const { id } = first.value;
  let [seen, trouble] = [first, ''];
  for (
    let wait = FIRST_LOOK_MS;
    !SETTLED[goal].includes(seen.value.state);
    wait = Math.min(wait * 1.5, SLOWEST_LOOK_MS)
  ) {
    const aside = `(asked ${fromNow(seen.value.createdAt, shell.view())}; Ctrl-C: it goes on)`;
    shell.progress(trouble === '' ? liveLine(seen, shell) : `${id}: ${trouble} It goes on; still looking.`, aside);
    await shell.pause(wait);
    const looked = await shell.api.read(requestSchema, pathTo('requests', id));
    if (shell.stopped.aborted) return leftWaiting(seen.value, shell);
    if (!looked.ok && !isPassing(looked.failure.exit, seen)) return looked;
    seen = looked.ok ? looked.value : seen;
    trouble = looked.ok || looked.failure.exit === EXIT.refused ? '' : looked.failure.detail;
  }
  return ok(saidOf(seen, shell));
}

export function saidOf(answer: Answer<Request>, shell: Shell): Said {
  const { value, text } = answer;
  const url = shell.place.ok ? [pageOf(shell.place.value.url, value.id)] : [];
  const exit = REACHED.includes(value.state) ? EXIT.ok : EXIT.refused;
  return { lines: [requestSentence(value, shell.view()), ...url], json: text, exit };
}

/** The server may be away for a moment; what no worker has recorded yet is not there yet. */
function isPassing(exit: number, { applied }: Answer<Request>): boolean {
  return exit === EXIT.unavailable || (!applied && exit === EXIT.refused);
}

function liveLine({ value, applied }: Answer<Request>, shell: Shell): string {
  const view = shell.view();
  const next = applied ? whatIsNext(value, view) : 'recorded, not applied yet: it takes effect when a worker is back';
  return `${value.id} ${stateInWords(value.state, view)}${next === '' ? '' : `: ${next}`}`;
}

function leftWaiting({ id }: Request, { place }: Shell) {
  const where = place.ok ? ` ${pageOf(place.value.url, id)}` : '';
  return failed(
    EXIT.interrupted,
    'interrupted',
    `${id} goes on, nobody waits here any more: leasehold show ${id}${where}`,
  );
}
