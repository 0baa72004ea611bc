import type { Reader, Says } from '../../domain/telling/says.ts';
import type { Message } from '../blocks/surfaces.ts';
import { approverCard } from '../cards/approver.card.ts';
import { newsReply } from '../cards/news.reply.ts';
import { requesterCard } from '../cards/requester.card.ts';
import { offersTo, requestUrl, type Seen } from '../cards/seen.ts';
import { canClose, taskCard } from '../cards/task.card.ts';
import { overdueReply } from '../cards/task.reply.ts';
import { guard } from '../limits/guard.ts';

/** As Slack shows it, within its limits. The same state is the same message. */
export function render(says: Says, publicUrl: string): Message {
  const { now, zone } = says.scene;
  const seen = { now, zone, publicUrl };
  return guard(messageOf(says, seen), pageOf(says, seen));
}

function messageOf(says: Says, seen: Seen): Message {
  switch (says.says) {
    case 'decide': {
      const { looking, usual } = says.scene;
      return approverCard({ ...offered(says, says.readers), looking, usual }, seen);
    }
    case 'state':
      return requesterCard(offered(says, says.readers), seen);
    case 'work': {
      const { task, app, names } = says.scene;
      return taskCard({ task, names, canClose: says.readers.some(({ person }) => canClose(task, person, app)) }, seen);
    }
    case 'news':
      return says.news === 'overdue'
        ? overdueReply(says.scene.task, says.scene.names, seen)
        : newsReply(says, offered(says, says.readers).offers, seen);
    default:
      return says satisfies never;
  }
}

type OfRequest = Extract<Says, { scene: { request: object } }>;

function offered({ scene }: Pick<OfRequest, 'scene'>, readers: readonly Reader[]) {
  const { request, app, now } = scene;
  return { request, offers: offersTo(readers, request, app, now) };
}

function pageOf({ scene }: Says, seen: Seen): string {
  return 'request' in scene ? requestUrl(seen, scene.request) : new URL(`/tasks/${scene.task.id}`, seen.publicUrl).href;
}
