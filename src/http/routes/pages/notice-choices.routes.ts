import { Hono } from 'hono';
import { NOTICES, type NoticeChoices, WAY_NAMES, type WayChoice } from '../../../domain/telling/choices.ts';
import { chooseNotices } from '../../../use-cases/notices/choose-notices.ts';
import { actingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { CHOOSE_NOTICES } from '../../pages/parts/notice-choices.tsx';
import { withNotice } from '../../web/notice.ts';
import { showNotifications } from '../../web/show-notifications.ts';

const PAGE = '/settings/notifications';
const WAYS: readonly WayChoice[] = [...WAY_NAMES, 'none'];

/** What oneself is told of. */
export function noticeChoiceRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get(CHOOSE_NOTICES, (c) => c.redirect(PAGE, 303));
  app.post(CHOOSE_NOTICES, async (c) => {
    const { typed, problem } = await formOf(c);
    if (problem !== undefined) return showNotifications(deps, c, typed, problem);
    const chosen = await chooseNotices(deps, actingIn(c.get('signedIn'), deps), choicesIn(typed));
    if (!chosen.ok) return showNotifications(deps, c, typed, chosen.problem);
    return c.redirect(withNotice(PAGE, 'saved'), 303);
  });
  return app;
}

function choicesIn(typed: Typed): NoticeChoices {
  const chosen = NOTICES.map((notice) => [notice, WAYS.find((way) => way === typed[notice])] as const);
  return Object.fromEntries(chosen.filter(([, way]) => way !== undefined));
}
