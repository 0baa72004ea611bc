import { heldSchema, whySchema } from '../../http/schemas/access.ts';
import { appSchema, entitlementSchema, pageOf } from '../../http/schemas/organisation.ts';
import { requestSchema } from '../../http/schemas/requests.ts';
import { command, maybe, text } from '../command.ts';
import { ANY, neededRequest } from '../input/choose-request.ts';
import { chosen, needed } from '../input/needed.ts';
import { HELD_HEAD, heldRow, thingOf, whyLines } from '../output/access-lines.ts';
import { REQUEST_HEAD, requestPanel, requestRow } from '../output/request-panel.ts';
import type { Choice } from '../prompts.ts';
import { pageOf as pageFor, pathTo } from '../path.ts';
import { ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { listed, PAGE_OPTIONS } from './listing.ts';

export const requests = command({
  name: 'list',
  summary: 'Requests that you may see, newest first',
  args: {},
  options: { tab: text('TAB', 'open, closed or rejected; all unless given'), ...PAGE_OPTIONS },
  examples: ['leasehold list --tab open', 'leasehold list --limit 200 --json'],
  run: (shell, { tab, limit, after }) => {
    const columns = { item: requestSchema, head: REQUEST_HEAD, row: requestRow, nothing: 'No requests.' };
    return listed(shell, '/requests', { tab, limit, after }, columns);
  },
});

export const show = command({
  name: 'show',
  summary: 'Everything about one request',
  args: { request: maybe('its id, REQ-…') },
  options: {},
  examples: ['leasehold show REQ-7K3F9QAB2M'],
  async run(shell, given) {
    const id = await neededRequest(shell, given.request, ANY);
    if (!id.ok) return id;
    const seen = await shell.api.read(requestSchema, pathTo('requests', id.value));
    if (!seen.ok) return seen;
    const { value, text: json } = seen.value;
    const link = shell.place.ok ? [`  Link     ${pageFor(shell.place.value.url, value.id)}`] : [];
    return ok({ lines: [...requestPanel(value, shell.view()), ...link], json });
  },
});

export const access = command({
  name: 'access',
  summary: 'What you hold, or somebody else, or everybody in an app',
  args: { person: maybe('e-mail or id; yourself unless given') },
  options: { app: text('APP', 'its id or slug; alone, its owners see all who hold something in it'), ...PAGE_OPTIONS },
  examples: ['leasehold access', 'leasehold access maya@example.com', 'leasehold access --app aws'],
  run: (shell, { person, app, limit, after }) => {
    const columns = { item: heldSchema, head: HELD_HEAD, row: heldRow, nothing: 'Nothing is held.' };
    return listed(shell, '/access', { person, app, limit, after }, columns);
  },
});

export const why = command({
  name: 'why',
  summary: 'Why something is held: the requests behind it, who approved them, and the proof',
  args: { holding: maybe('its id, hol_…') },
  options: {},
  examples: ['leasehold why hol_7K3F9QAB2M'],
  async run(shell, given) {
    const id = await needed(shell, given.holding, 'HOLDING', async (prompts) =>
      chosen(prompts, 'Which of yours?', await ownHoldings(shell), 'You hold nothing.'),
    );
    if (!id.ok) return id;
    const seen = await shell.api.read(whySchema, pathTo('holdings', id.value, 'why'));
    return seen.ok ? ok({ lines: whyLines(seen.value.value, shell.view()), json: seen.value.text }) : seen;
  },
});

async function ownHoldings({ api }: Shell): Promise<Result<readonly Choice[]>> {
  const page = await api.read(pageOf(heldSchema), '/access');
  return page.ok ? ok(page.value.value.items.map((one) => ({ value: one.id, label: thingOf(one) }))) : page;
}

export const apps = command({
  name: 'apps',
  summary: 'All apps, or what one of them has to give: the names that the other commands take',
  args: { app: maybe('its id or slug') },
  options: { search: text('TEXT', 'part of what it is called'), ...PAGE_OPTIONS },
  examples: ['leasehold apps', 'leasehold apps aws'],
  run: (shell, { app, ...query }) => {
    if (app === undefined) {
      const row = ({ slug, name, description }: { slug: string; name: string; description: string }) => [
        slug,
        name,
        description,
      ];
      return listed(shell, '/apps', query, {
        item: appSchema,
        head: ['app', 'name', 'about'],
        row,
        nothing: 'No apps.',
      });
    }
    const head = ['entitlement', 'name', 'kind', 'risk', 'levels', 'about'];
    return listed(shell, pathTo('apps', app, 'entitlements'), query, {
      ...{ item: entitlementSchema, head, nothing: 'Nothing is offered.' },
      row: ({ slug, name, kind, risk, levels, description }) => [slug, name, kind, risk, levels.join(' '), description],
    });
  },
});
