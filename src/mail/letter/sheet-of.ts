import { sayLease } from '../../domain/lease/say-lease.ts';
import { sayFlags } from '../../domain/request/say-flags.ts';
import { sayReason, sayRequest, type Words } from '../../domain/request/say-request.ts';
import { approvedSoFar } from '../../domain/telling/say-verdict.ts';
import { decideBy, whoDecides } from '../../domain/telling/say-deciders.ts';
import { now, starts } from '../../domain/telling/say-now.ts';
import { sayUsual } from '../../domain/telling/usual-lease.ts';
import type { RequestScene, Says, TaskScene } from '../../domain/telling/says.ts';
import type { Voice } from '../../domain/telling/voice.ts';
import { cut } from '../../domain/text/cut.ts';
import { harmless, harmlessLine } from '../../domain/text/harmless.ts';
import { sayTask } from '../../domain/work/say-task.ts';
import { span } from '../../domain/text/span.ts';
import { absolute, timeOfDay } from '../../time/say-moment.ts';
import { newsIn } from './news.ts';
import type { Sheet } from './sheet.ts';

/** More is no subject any more, and no quote that anybody reads in a mail: the page has all of it. */
const SUBJECT = 150;
const QUOTED = 2000;
const NAMED = 3;

type Draft = Pick<Sheet, 'subject' | 'said' | 'quote' | 'details'>;

/** What a mail says of how something stands, or of what happened. */
export function sheetOf(says: Says, publicUrl: string): Sheet {
  const { about, draft, name, path } = contentOf(says);
  return {
    ...draft,
    details: draft.details.map((one) => one.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())),
    about: about.map((one) => ({ ...one, text: one.text.replace(/\s+/g, ' ') })),
    subject: cut(harmlessLine(draft.subject), SUBJECT),
    quote: draft.quote === undefined ? undefined : cut(harmless(draft.quote).trim(), QUOTED) || undefined,
    button: { name, url: new URL(path, publicUrl).href },
    choices: new URL('/settings/notifications', publicUrl).href,
  };
}

interface Content {
  readonly about: readonly Words[];
  readonly draft: Draft;
  readonly name: string;
  readonly path: string;
}

function contentOf(says: Says): Content {
  if (says.says === 'work') return ofTask(says.scene, '');
  if (says.says === 'news' && says.news === 'overdue') return ofTask(says.scene, 'Overdue: ');
  const { request, zone } = says.scene;
  const voice = voiceIn(zone);
  const about = aboutRequest(says.scene, voice);
  const draft = draftOf(says, textOf(about), voice);
  return {
    about,
    draft,
    name: says.says === 'decide' ? 'Look and decide' : 'Open it',
    path: `/requests/${request.id}`,
  };
}

function draftOf(says: Exclude<Says, { readonly scene: TaskScene }>, sentence: string, voice: Voice): Draft {
  switch (says.says) {
    case 'decide':
      return {
        subject: sentence,
        said: undefined,
        quote: sayReason(says.scene.request),
        details: toDecide(says.scene, voice),
      };
    case 'state':
      return { subject: sentence, said: now(says.scene.request, voice), quote: undefined, details: [] };
    case 'news':
      return newsIn(says, { sentence, voice });
    default:
      return says satisfies never;
  }
}

function voiceIn(zone: string): Voice {
  return { quoted: harmlessLine, moment: (at) => absolute(at, zone) };
}

/** "Maya asks for **Deploy** on **Production AWS** for 8 hours" */
function aboutRequest({ request }: RequestScene, voice: Voice): readonly Words[] {
  const lease = request.lease.granted ?? request.lease.asked;
  return [...sayRequest(request, NAMED).map(plainly), { text: ` ${sayLease(lease, voice.moment)}` }];
}

function plainly(words: Words): Words {
  return { ...words, text: harmless(words.text) };
}

function textOf(words: readonly Words[]): string {
  return words.map(({ text }) => text).join('');
}

function toDecide({ request, looking, usual, zone }: RequestScene, voice: Voice): readonly string[] {
  const flags = sayFlags(request);
  const said = [
    flags.length === 0 ? undefined : `⚠ ${flags.join(', ')}`,
    usual && sayUsual(usual),
    starts(request, voice),
    approvedSoFar(request, voice),
    whoDecides(request, voice),
    decideBy(request, voice),
    looking === undefined
      ? undefined
      : `${harmlessLine(looking.name)} is looking since ${timeOfDay(looking.since, zone)}`,
  ];
  return said.filter((one) => one !== undefined);
}

function ofTask({ task, names, now: at, zone }: TaskScene, before: string): Content {
  const named = (id: string) => harmlessLine(names.get(id) ?? id);
  const whom = task.beneficiaryId === undefined ? [] : [{ text: ' for ' }, { text: named(task.beneficiaryId) }];
  const what = { text: harmlessLine(sayTask(task, names)), strong: true } as const;
  const about: readonly Words[] = [what, { text: ' on ' }, { text: named(task.appId), strong: true }, ...whom];
  const { dueAt, instructions, requestId } = task;
  const due = dueAt === undefined ? undefined : `due ${absolute(dueAt, zone)}`;
  const late = dueAt === undefined || dueAt > at ? due : `⚠ overdue by ${span(at - dueAt)}`;
  const details = [late, requestId].filter((one) => one !== undefined);
  const draft = { subject: `${before}${textOf(about)}`, said: undefined, quote: instructions, details };
  return { about, draft, name: 'Open the task', path: `/tasks/${task.id}` };
}
