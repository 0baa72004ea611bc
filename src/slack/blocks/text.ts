/** Text with markup of ours; whatever people wrote in it went through `escape`. */
export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Nothing that only looks like a link, a name or a channel becomes one. */
  readonly verbatim: true;
}

export interface Plain {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export type Text = Mrkdwn | Plain;

export function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function plain(text: string): Plain {
  return { type: 'plain_text', text, emoji: false };
}
