import type { Problem } from '../../domain/errors.ts';
import type { SeenNotices } from '../../use-cases/notices/see-notices.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { Part } from './parts/part.tsx';
import { NoticeChoices } from './parts/notice-choices.tsx';
import { SlackWorkspaces, type SlackShown } from './parts/slack-workspaces.tsx';
import { Trouble } from './parts/trouble.tsx';

export interface SeenNotifications {
  /** Undefined for whoever does not manage it. */
  readonly slack: SlackShown | undefined;
  readonly notices: SeenNotices;
  readonly typed: Typed;
  readonly problem: Problem | undefined;
}

/** Where Leasehold tells people what concerns them. */
export function notificationsPage(looking: Looking, { slack, notices, typed, problem }: SeenNotifications) {
  const { csrf, person } = looking;
  return (
    <Page title="Notifications" looking={looking}>
      <p class="id">
        <a href="/settings">Settings</a>
      </p>
      <h1>Notifications</h1>
      {problem === undefined ? null : <Trouble problem={problem} here="/settings/notifications" />}
      <Part name="What you are told">
        <NoticeChoices notices={notices} email={person.email} csrf={csrf} typed={typed} />
      </Part>
      {slack === undefined ? null : (
        <Part name="Slack">
          <SlackWorkspaces slack={slack} looking={looking} typed={typed} />
        </Part>
      )}
    </Page>
  );
}
