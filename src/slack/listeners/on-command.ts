import type { App, RespondFn } from '@slack/bolt';
import { helpText } from '../views/help.ts';
import { openAsking } from './asking/open.ts';
import type { ListenerDeps } from './deps.ts';
import { commandSchema } from './payload.ts';
import { sayRefusal } from './say-refusal.ts';
import { saying, writeTo } from './send.ts';
import { type Talk, talkWith } from './talk.ts';

/** The command, by whatever name it has: it opens the form, at an app that is named, or says what there is. */
export function onCommand(app: App, deps: ListenerDeps): void {
  app.command(/[^]*/, async ({ ack, body, client, ...more }) => {
    const { respond }: { respond?: RespondFn } = more;
    await ack();
    const read = commandSchema.safeParse(body);
    if (!read.success) {
      deps.report(read.error, 'a command in Slack');
      await respond?.({ response_type: 'ephemeral', text: NOT_READ });
      return;
    }
    const { team_id: workspaceId, user_id: userId, command, text, trigger_id: triggerId } = read.data;
    const answer: Talk['answer'] = async (outcome) => {
      if (respond === undefined) return writeTo(deps, { own: client, userId }, outcome);
      await respond({ response_type: 'ephemeral', ...saying(outcome, deps) });
    };
    if (text.trim().toLowerCase() === 'help') return answer({ said: helpText(command) });
    const heard = await talkWith(deps, { client, own: client, workspaceId, userId, click: triggerId, triggerId });
    if (!heard.ok) return answer({ said: sayRefusal(heard.problem) });
    try {
      await openAsking({ ...heard.value, answer }, text);
    } catch (error) {
      deps.report(error, 'a command in Slack');
      await answer({ said: `⚠ ${sayRefusal({ code: 'internal', detail: '' })}` });
    }
  });
}

const NOT_READ = '⚠ What you typed cannot be read. Nothing was done: type less, or only the name of an app.';
