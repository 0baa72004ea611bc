import type { z } from 'zod';
import { previewSchema, requestSchema } from '../../http/schemas/requests.ts';
import { command, flag, list, many, maybe, one, text } from '../command.ts';
import { present } from '../input/present.ts';
import { WISH_OPTIONS, type Wish, wishIn } from '../input/wish.ts';
import { detailsOf } from '../output/request-panel.ts';
import { whoAsks } from '../output/request-sentence.ts';
import { leftAlone, ok, type Result } from '../result.ts';
import type { Shell } from '../shell.ts';
import { followed, WAITING } from './following.ts';

const THINGS = {
  app: maybe('id or slug of the app'),
  entitlements: many('ids or slugs of what is wanted; NAME:LEVEL where it has levels'),
};

const ASKING = {
  ...WISH_OPTIONS,
  person: text('E-MAIL', 'for somebody else'),
  approver: list('E-MAIL', 'who shall decide, where the flow lets you pick; as often as needed'),
  emergency: flag('break-glass: given at once, reviewed afterwards'),
};

export const request = command({
  name: 'request',
  summary: 'Ask for access, and wait until it is given',
  args: THINGS,
  options: { ...ASKING, ...WAITING },
  examples: [
    'leasehold request aws deploy --for 8h --reason "Rolling back, incident 4411"',
    'leasehold request github frontend:maintainer --until "2026-11-28 18:00" --no-wait',
    'leasehold request',
  ],
  async run(shell, given) {
    const wished = await wishIn(shell, given);
    if (!wished.ok) return wished;
    const wish = { ...wished.value.wish, ...beside(given) };
    const agreed = wished.value.wasAsked ? await agreedOn(shell, wish) : ok(wish);
    if (!agreed.ok) return agreed;
    return followed(shell, await shell.api.write(requestSchema, '/requests', agreed.value), {
      ...given,
      goal: 'given',
    });
  },
});

export const preview = command({
  name: 'preview',
  summary: 'Say what asking for this would come to, without asking',
  args: THINGS,
  options: ASKING,
  examples: ['leasehold preview aws deploy --for 30d'],
  async run(shell, given) {
    const wished = await wishIn(shell, given);
    if (!wished.ok) return wished;
    const seen = await previewed(shell, { ...wished.value.wish, ...beside(given) });
    return seen.ok ? ok({ lines: linesOf(seen.value.value, shell), json: seen.value.text }) : seen;
  },
});

export const grant = command({
  name: 'grant',
  summary: 'Give access directly, as an admin',
  args: { person: one('e-mail or id of whom it is for'), ...THINGS },
  options: { ...WISH_OPTIONS, ...WAITING },
  examples: ['leasehold grant maya@example.com aws read --for 2w --reason "Audit"'],
  async run(shell, given) {
    const wished = await wishIn(shell, given);
    if (!wished.ok) return wished;
    const body = { ...wished.value.wish, for: given.person };
    return followed(shell, await shell.api.write(requestSchema, '/grants', body), { ...given, goal: 'given' });
  },
});

interface Beside {
  readonly person: string | undefined;
  readonly approver: readonly string[];
  readonly emergency: boolean;
}

function beside({ person, approver, emergency }: Beside): Partial<Wish> {
  const approvers = approver.length === 0 ? undefined : [...approver];
  return present({ for: person, approvers, emergency: emergency ? true : undefined });
}

function previewed({ api }: Shell, wish: Wish) {
  return api.write(previewSchema, '/requests/preview', wish);
}

type Preview = z.output<typeof previewSchema>;

function linesOf(preview: Preview, shell: Shell): string[] {
  const view = shell.view();
  const { notified } = preview;
  const told =
    notified === 0 ? 'nobody has to decide' : `${notified} ${notified === 1 ? 'person is' : 'people are'} asked`;
  return [`${whoAsks(preview, view)}: ${told}`, ...detailsOf(preview, view)];
}

/** What was put together at the terminal is shown before it is sent, and sent only as it was shown. */
async function agreedOn(shell: Shell, wish: Wish): Promise<Result<Wish>> {
  const seen = await previewed(shell, wish);
  if (!seen.ok) return seen;
  shell.tell(linesOf(seen.value.value, shell));
  const isAgreed = await shell.prompts?.confirm('Ask for this?');
  return isAgreed === true ? ok({ ...wish, facts: seen.value.value.facts }) : leftAlone();
}
