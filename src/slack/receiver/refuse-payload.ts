import type { ReceiverEvent } from '@slack/bolt';
import { mrkdwn, plain } from '../blocks/text.ts';
import type { Report } from '../settings.ts';
import { textIn } from './payload.ts';

/** Told in the way that what was done allows: never silence. */
export async function refusePayload({ body, ack }: ReceiverEvent, sentence: string, report: Report): Promise<void> {
  const said = { response_type: 'ephemeral', replace_original: false, text: sentence } as const;
  if (textIn(body, 'command') !== undefined) return ack(said);
  const type = textIn(body, 'type');
  if (type === 'view_submission') return ack({ response_action: 'update', view: saying(sentence) });
  if (type === 'block_suggestion') return ack({ options: [] });
  await ack();
  const url = textIn(body, 'response_url');
  if (url !== undefined) await answer(url, said).catch((error: unknown) => report(error, 'an answer in Slack'));
}

function saying(sentence: string) {
  return {
    ...{ type: 'modal', title: plain('Leasehold'), close: plain('Close') },
    blocks: [{ type: 'section', text: mrkdwn(sentence) }],
  };
}

const SOON_MS = 5000;

/** To an address of Slack's, and to none that it would send us on to. */
async function answer(url: string, said: object): Promise<void> {
  const [headers, body] = [{ 'content-type': 'application/json' }, JSON.stringify(said)];
  await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(SOON_MS) });
}
