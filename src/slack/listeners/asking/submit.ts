import { type Problem, refused } from '../../../domain/errors.ts';
import { submitBundle } from '../../../use-cases/submit-bundle.ts';
import { submitRequest, type Submitted } from '../../../use-cases/submit-request.ts';
import { section } from '../../blocks/blocks.ts';
import { modal } from '../../blocks/surfaces.ts';
import { now } from '../../cards/say-now.ts';
import { sentence } from '../../cards/say-request.ts';
import { asOf, requestLink } from '../../cards/seen.ts';
import { ASKING_TITLE } from '../../views/asking/names.ts';
import { RECORDED } from '../deeds/deed.ts';
import type { Reply } from '../reply.ts';
import { sayRefusal } from '../say-refusal.ts';
import type { Talk } from '../talk.ts';
import type { Drafted } from './draft.ts';
import { askedIn, type Looked, type Placed } from './foreseen.ts';
import { showPreview } from './show-preview.ts';
import { fieldFor } from './wishes.ts';

type Became = { readonly submitted: readonly Submitted[]; readonly failed: readonly Problem[] } | Placed;

/** Sends what was shown, one request for each app. A draft is one request, however often it is sent. */
export async function submitAsked(talk: Talk, drafted: Drafted, hashes: readonly string[]): Promise<Reply> {
  const asked = await askedIn(talk, drafted.typed);
  const became = asked.ok
    ? await sent(talk, drafted.draft, asked.value, hashes)
    : { problem: asked.problem, field: undefined };
  if ('submitted' in became) return told(talk, became);
  const view = await showPreview(talk, drafted, sayRefusal(became.problem));
  return { refused: became.problem, at: became.field, again: () => view };
}

type Asked = Pick<Looked, 'apps' | 'wishes'>;

async function sent(talk: Talk, draft: string, { apps, wishes }: Asked, hashes: readonly string[]): Promise<Became> {
  const requests = wishes.map((wish, at) => ({ wish, hash: hashes[at] ?? '' }));
  const [one] = requests;
  const key = `slack ${draft}`;
  if (one === undefined || apps[0] === undefined)
    return { problem: refused('malformed', 'Nothing is asked for any more: begin again.').problem, field: undefined };
  if (requests.length === 1) {
    const submitted = await submitRequest(talk.deps, talk.acting, { ...one, key });
    return submitted.ok ? { submitted: [submitted.value], failed: [] } : placed(submitted.problem, apps, 0);
  }
  const bundle = await submitBundle(talk.deps, talk.acting, { requests, key });
  if (!bundle.ok) {
    const [, at = '0', field] = /^requests\.(\d+)(?:\.(.+))?$/.exec(bundle.problem.field ?? '') ?? [];
    return placed({ ...bundle.problem, field }, apps, Number(at));
  }
  const { results } = bundle.value;
  return {
    submitted: results.flatMap((result) => (result.ok ? [result.value] : [])),
    failed: results.flatMap((result) => (result.ok ? [] : [result.problem])),
  };
}

function placed(problem: Problem, apps: Asked['apps'], at: number): Placed {
  const one = apps[at];
  return { problem, field: one === undefined ? undefined : fieldFor(problem, one) };
}

function told({ seen }: Talk, { submitted, failed }: Extract<Became, { submitted: unknown }>): Reply {
  const lines = submitted.map(({ request, delivery }) => {
    const state = delivery.delivered === 'applied' ? now(asOf(request, seen), seen.zone) : RECORDED;
    return `${sentence(request, seen.zone)}\n${state} · ${requestLink(seen, request)}`;
  });
  const refusals = failed.map((problem) => `⚠ ${sayRefusal(problem)}`);
  const said = [...lines, ...refusals];
  const shown = modal(
    ASKING_TITLE,
    said.map((line) => section(line)),
    { close: 'Done' },
  );
  return { shown, said: said.join('\n'), isDone: true };
}
