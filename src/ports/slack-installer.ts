import type { Result } from '../domain/errors.ts';
import type { Workspace } from './workspace-store.ts';

/** A channel of a workspace. */
export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** With another company: nothing is said there. */
  readonly isShared: boolean;
}

/** What adding Leasehold to a workspace came to. */
export type AddedTo = Pick<Workspace, 'id' | 'name' | 'botUserId' | 'sealedToken' | 'scopes'>;

/** Adds Leasehold to workspaces of Slack, and asks there which channels there are. */
export interface SlackInstaller {
  /** Everything that Leasehold asks to be allowed. */
  readonly scopes: readonly string[];
  /** Slack's page on which somebody adds it; undefined where Slack knows us by a token alone. */
  pageFor(back: string, state: string): string | undefined;
  /** What came back from that page. */
  finish(code: string, back: string): Promise<Result<AddedTo>>;
  /** Some of the channels that can be chosen; none where Slack does not say. */
  channelsOf(workspaceId: string): Promise<readonly SlackChannel[]>;
  /** The one with this name or id, in which Leasehold is from then on. */
  enter(workspaceId: string, channel: string): Promise<Result<SlackChannel>>;
  /** Undefined where Slack does not say, or it is no more. */
  channelBy(workspaceId: string, id: string): Promise<SlackChannel | undefined>;
  /** Gives the token back to Slack, where it will take it. */
  leave(workspaceId: string): Promise<void>;
}
