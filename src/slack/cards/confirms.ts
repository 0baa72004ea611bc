import type { Confirm } from '../blocks/elements.ts';
import { plain } from '../blocks/text.ts';

/** What cannot be taken back is asked about once more. */
function confirm(title: string, text: string, yes: string, no: string): Confirm {
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no), style: 'danger' };
}

export const END_NOW = confirm(
  'End this access now?',
  'It is taken back at once, whatever its lease says. Needed again, it has to be asked for again.',
  'End now',
  'Keep it',
);

export const CANCEL = confirm('Cancel this request?', 'Nobody decides it any more.', 'Cancel request', 'Keep it');
