import type { Context } from 'hono';
import type { Problem } from '../../domain/errors.ts';
import { isId } from '../../domain/ids.ts';
import { isAdmin } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Token } from '../../ports/token-store.ts';
import { authorFor } from '../../use-cases/policy/author.ts';
import { seeConnectors } from '../../use-cases/see-connectors.ts';
import { seeSettings } from '../../use-cases/see-settings.ts';
import { listSessions } from '../../use-cases/sessions/see-sessions.ts';
import { listTokens } from '../../use-cases/tokens/see-tokens.ts';
import { actingIn } from '../auth/acting-in.ts';
import type { InSession } from '../auth/session.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import type { TokenPage } from '../pages/parts/tokens.tsx';
import { settingsPage } from '../pages/settings.page.tsx';
import { newClick } from './click.ts';
import { lookingAt } from './looking.ts';
import { statusOf } from './status-of.ts';

type Page = Context<InSession>;

/** Settings as they are for whoever looks; what was refused is said above them, and what was typed is kept. */
export async function showSettings(deps: HttpDeps, c: Page, typed: Typed = {}, problem?: Problem): Promise<Response> {
  const signedIn = c.get('signedIn');
  const { roles } = signedIn.person;
  const [looking, settings, sessions, tokens, connectors, source] = await Promise.all([
    lookingAt(deps, c, 'settings'),
    seeSettings(deps.store),
    listSessions(deps, signedIn),
    tokensFor(deps, c),
    seeConnectors(deps, roles),
    deps.store.organisation.source(),
  ]);
  const rights = {
    ...{ serve: may('make_service_token', roles), revoke: may('revoke_token', roles) },
    ...{ freeze: may('freeze', roles) && may('pause_takings', roles), policy: may('read_policy', roles) },
  };
  const temporalUrl = isAdmin(signedIn.person) ? deps.temporalUrl : undefined;
  const { demoSignIn: isDemo, publicUrl, provider } = deps.web;
  const seen = {
    ...{ settings, sessions, current: signedIn.session.id, ...tokens, connectors, may: rights, typed, problem },
    ...{ installed: { version: deps.version, source, isDemo, publicUrl, provider, temporalUrl } },
    click: typed['click'] ?? newClick(deps),
  };
  return c.html(settingsPage(looking, seen).toString(), statusOf(problem));
}

const PAGE = 50;

/** One's own, and those of services for whoever sees everybody's. */
async function tokensFor(deps: HttpDeps, c: Page) {
  const author = authorFor(actingIn(c.get('signedIn'), deps));
  const pageOf = async (whose: 'own' | 'services') => {
    const after = c.req.query(whose) ?? '';
    const page = { after: isId('token', after) ? after : undefined, limit: PAGE };
    return whose === 'own'
      ? tokenPage(whose, await listTokens(deps, { ...author, roles: [] }, page))
      : tokenPage(whose, await listTokens(deps, author, { ...page, services: true }));
  };
  const seesAll = may('see_token', author.roles);
  return { tokens: await pageOf('own'), serviceTokens: seesAll ? await pageOf('services') : undefined };
}

/** In the order of their ids, which is none; within a page the newest first. */
function tokenPage(whose: 'own' | 'services', tokens: readonly Token[]): TokenPage {
  const last = tokens.length < PAGE ? undefined : tokens.at(-1);
  return {
    tokens: tokens.toSorted((a, b) => b.createdAt - a.createdAt),
    next: last === undefined ? undefined : `/settings?${whose}=${last.id}`,
  };
}
