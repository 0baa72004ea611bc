import type { Task } from '../../domain/work/task.ts';
import { dotted, section } from '../blocks/blocks.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import type { Seen } from './seen.ts';
import { due, sentence } from './task.card.ts';

/** In the thread of the card: nobody has seen to it in time. */
export function overdueReply(task: Task, names: ReadonlyMap<string, string>, seen: Seen): Message {
  const said = dotted(['⏳ It still waits for you', due(task, seen)]);
  return message(`${sentence(task, names)} · ${said}`, [section(said)]);
}
