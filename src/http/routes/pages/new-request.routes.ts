import { type Context, Hono } from 'hono';
import type { Problem } from '../../../domain/errors.ts';
import { catalogueFor } from '../../../use-cases/access/find-requestable.ts';
import { forWhom } from '../../../use-cases/access/for-whom.ts';
import { askedBefore, saveRequest } from '../../../use-cases/saved-requests.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Looking } from '../../pages/layout.tsx';
import { newRequestPage, type Outcome } from '../../pages/new-request.page.tsx';
import { lookAhead, type Scene } from '../../web/asking.ts';
import { addressOf, ASKING, keptOf, typedInAddress } from '../../web/basket.ts';
import { arrived, moved, sameAgain } from '../../web/basket-moves.ts';
import { newClick } from '../../web/click.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { statusOf } from '../../web/status-of.ts';
import { submitBasket } from '../../web/submit-basket.ts';

type Page = Context<InSession>;

/** Servers and proxies refuse longer addresses; what is longer stays in the form alone. */
const LONGEST_ADDRESS = 6000;

/** Asking: all of it is one form, whose address holds what is in it, so that going back and reloading keep it. */
export function newRequestRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get(ASKING, async (c) => {
    const asked = typedInAddress(c.req.url);
    const again = asked['again'];
    const viewer = viewingIn(c.get('signedIn'));
    const typed = again === undefined ? asked : { ...(await sameAgain(deps, viewer, again)), ...asked };
    const stage = await stageOf(deps, c, typed);
    return show(deps, c, stage, await arrived(deps, stage.scene.catalogue, typed));
  });
  app.post(ASKING, async (c) => {
    const { typed, problem } = await formOf(c);
    const stage = await stageOf(deps, c, typed);
    const isForeign = problem !== undefined && typed['csrf'] === undefined;
    if (typed['do'] === 'submit' || isForeign) return submitted(deps, c, stage, typed, problem);
    return went(deps, c, stage, await moved(deps, stage.scene.catalogue, typed));
  });
  app.post(`${ASKING}/save`, (c) => save(deps, c));
  app.post(`${ASKING}/forget`, async (c) => {
    const { typed, problem } = await formOf(c);
    if (problem !== undefined) return gonePage(deps, c, 'requests', problem);
    await deps.store.savedRequests.forget(c.get('signedIn').person.id, typed['name'] ?? '');
    return c.redirect(ASKING, 303);
  });
  return app;
}

async function save(deps: HttpDeps, c: Page): Promise<Response> {
  const form = await formOf(c);
  const { address = '', name = '' } = form.typed;
  const typed = keptOf(typedInAddress(`http://here/?${address.split('?')[1] ?? ''}`));
  const { q: _search, from: _from, until: _until, ...lasting } = typed;
  const { person } = c.get('signedIn');
  const saved =
    form.problem === undefined
      ? await saveRequest(deps, person.id, { name, typed: lasting })
      : ({ ok: false, problem: form.problem } as const);
  if (saved.ok) return c.redirect(withNotice(addressOf(typed), 'saved'), 303);
  const outcome = { problem: saved.problem, field: '', submitted: [] };
  return show(deps, c, await stageOf(deps, c, typed), { ...typed, saveAs: name }, outcome);
}

interface Stage {
  readonly looking: Looking;
  readonly scene: Scene;
}

async function stageOf(deps: HttpDeps, c: Page, typed: Typed): Promise<Stage> {
  const acting = actingIn(c.get('signedIn'), deps);
  const [looking, whom] = await Promise.all([
    lookingAt(deps, c, 'requests'),
    forWhom(deps.store, acting.person, typed['for']),
  ]);
  const catalogue = await catalogueFor(deps, acting.person, whom.person);
  return { looking, scene: { deps, acting, zone: looking.when.zone, catalogue, forWhom: whom } };
}

/** A script takes the page as it is, and its address with it; a browser is sent there. */
async function went(deps: HttpDeps, c: Page, stage: Stage, typed: Typed): Promise<Response> {
  const to = addressOf(typed);
  if (typed['live'] === 'yes') {
    c.header('content-location', to.length > LONGEST_ADDRESS ? ASKING : to);
    return show(deps, c, await again(deps, c, stage, typed), typed);
  }
  return to.length > LONGEST_ADDRESS ? show(deps, c, await again(deps, c, stage, typed), typed) : c.redirect(to, 303);
}

/** For somebody else now. */
function again(deps: HttpDeps, c: Page, stage: Stage, typed: Typed): Promise<Stage> | Stage {
  return typed['do']?.startsWith('for ') === true ? stageOf(deps, c, typed) : stage;
}

async function submitted(
  deps: HttpDeps,
  c: Page,
  stage: Stage,
  typed: Typed,
  problem: Problem | undefined,
): Promise<Response> {
  if (problem !== undefined) return show(deps, c, stage, typed, { problem, field: '', submitted: [] });
  const result = await submitBasket(stage.scene, typed);
  if ('to' in result) return c.redirect(result.to, 303);
  const { refused } = result;
  return show(deps, c, stage, result.typed, { ...refused, submitted: result.submitted });
}

async function show(deps: HttpDeps, c: Page, { looking, scene }: Stage, typed: Typed, outcome?: Outcome) {
  const asking = await lookAhead(scene, keptOf(typed));
  const isAnswered = outcome !== undefined && typed['click'] !== '';
  const click = (isAnswered ? typed['click'] : undefined) ?? newClick(deps);
  const isEmpty = asking.apps.length === 0 && (typed['q'] ?? '') === '';
  const before = isEmpty ? await askedBefore(deps, viewingIn(c.get('signedIn'))) : undefined;
  const saveAs = typed['saveAs'] ?? '';
  const page = newRequestPage(looking, { asking, click, here: addressOf(typed), outcome, before, saveAs });
  return c.html(page.toString(), statusOf(outcome?.problem));
}
