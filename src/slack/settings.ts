/** What an installation is told about Slack. */
export interface SlackSettings {
  /** Of Slack itself: `https://slack.com`. */
  readonly url: string;
  /** Slack calls this server, and signs it; absent: it does not. */
  readonly signingSecret: string | undefined;
  /** With it, Leasehold asks Slack for its calls. */
  readonly appToken: string | undefined;
  /** For one workspace that is not installed from Settings. */
  readonly botToken: string | undefined;
  /** With it, workspaces are installed from Settings. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
}

/** What goes wrong where nobody waits for an answer. */
export type Report = (error: unknown, what: string) => void;
