import type { Child, FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { SlackWorkspaces, type SlackShown } from './parts/slack-workspaces.tsx';
import { Trouble } from './parts/trouble.tsx';

export interface SeenNotifications {
  /** Undefined for whoever does not manage it. */
  readonly slack: SlackShown | undefined;
  readonly typed: Typed;
  readonly problem: Problem | undefined;
}

/** Where Leasehold tells people what concerns them. */
export function notificationsPage(looking: Looking, { slack, typed, problem }: SeenNotifications) {
  return (
    <Page title="Notifications" looking={looking}>
      <p class="id">
        <a href="/settings">Settings</a>
      </p>
      <h1>Notifications</h1>
      {problem === undefined ? null : <Trouble problem={problem} here="/settings/notifications" />}
      {slack === undefined ? (
        <p class="lead">A super admin says in which Slack workspaces Leasehold speaks.</p>
      ) : (
        <Part name="Slack">
          <SlackWorkspaces slack={slack} looking={looking} typed={typed} />
        </Part>
      )}
    </Page>
  );
}

const Part: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <section>
    <h2>{name}</h2>
    {children}
  </section>
);
