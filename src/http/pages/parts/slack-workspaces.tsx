import type { FC } from 'hono/jsx';
import type { SlackChannel } from '../../../ports/slack-installer.ts';
import type { SeenWorkspace } from '../../../use-cases/workspaces/see-workspaces.ts';
import type { Typed } from '../../auth/typed.ts';
import type { Looking } from '../layout.tsx';
import { Hidden } from './hidden.tsx';
import { Moment } from './moment.tsx';

export interface SlackShown {
  /** Undefined: nobody has told this server of a Slack app. */
  readonly workspaces: readonly SeenWorkspace[] | undefined;
  /** It has the id of a Slack app, which can be added to more workspaces. */
  readonly canAdd: boolean;
}

interface Props {
  readonly slack: SlackShown;
  readonly looking: Looking;
  readonly typed: Typed;
}

export const ADD_TO_SLACK = '/settings/notifications/slack/add';

/** The workspaces that Leasehold is in, and where it speaks there. */
export const SlackWorkspaces: FC<Props> = ({ slack: { workspaces, canAdd }, looking, typed }) => {
  if (workspaces === undefined)
    return (
      <p>
        This server knows of no Slack app. Make one, and set <code>LEASEHOLD_SLACK_SIGNING_SECRET</code>; docs/slack.md
        says how, in ten minutes.
      </p>
    );
  return (
    <>
      {workspaces.length === 0 ? <p>Leasehold is in no workspace yet.</p> : null}
      {workspaces.map((workspace) => (
        <OneWorkspace workspace={workspace} looking={looking} typed={typed} />
      ))}
      {canAdd ? (
        <p class="actions">
          <a class="button" href={ADD_TO_SLACK}>
            Add to Slack
          </a>
        </p>
      ) : (
        <p class="hint">
          Its token comes from <code>LEASEHOLD_SLACK_BOT_TOKEN</code>. For more workspaces, set{' '}
          <code>LEASEHOLD_SLACK_CLIENT_ID</code> and <code>LEASEHOLD_SLACK_CLIENT_SECRET</code>.
        </p>
      )}
    </>
  );
};

type OfOne = Omit<Props, 'slack'> & { readonly workspace: SeenWorkspace };

const OneWorkspace: FC<OfOne> = ({ workspace, looking, typed }) => {
  const { id, name, installedAt, installedBy, channels, missing } = workspace;
  const list = `channels-${id}`;
  const kept = typed['workspace'] === id ? typed : {};
  return (
    <article>
      <h3 dir="auto">{name}</h3>
      <p class="quiet">
        {id}, added {installedBy === undefined ? null : `by ${installedBy.name} `}
        <Moment at={installedAt} when={looking.when} />
      </p>
      {missing.length === 0 ? null : (
        <p class="overdue">
          Leasehold needs more there than it was allowed ({missing.join(', ')}): add it again, and nothing else changes.
        </p>
      )}
      <form method="post" action="/settings/notifications/slack/channels" class="searching">
        <Hidden csrf={looking.csrf} />
        <input type="hidden" name="workspace" value={id} />
        <Channel name="alert" label="Alerts go to" list={list} now={workspace.alert} typed={kept} />
        <Channel name="review" label="Whoever decides looks in" list={list} now={workspace.review} typed={kept} />
        <datalist id={list}>
          {channels.map((channel) => (
            <option value={`#${channel.name}`} />
          ))}
        </datalist>
        <button type="submit">Save</button>
      </form>
      {workspace.isGiven ? null : <Remove id={id} looking={looking} />}
    </article>
  );
};

interface OfChannel {
  readonly name: 'alert' | 'review';
  readonly label: string;
  readonly list: string;
  readonly now: SlackChannel | undefined;
  readonly typed: Typed;
}

const Channel: FC<OfChannel> = ({ name, label, list, now, typed }) => (
  <label>
    {label}
    <input
      name={name}
      list={list}
      maxlength={100}
      placeholder="no channel"
      value={typed[name] ?? (now === undefined ? '' : `#${now.name}`)}
    />
    {now?.isShared === true ? (
      <span class="overdue">
        People of other companies are in it by now: nothing is said there. Choose another one.
      </span>
    ) : null}
  </label>
);

const Remove: FC<{ id: string; looking: Looking }> = ({ id, looking }) => (
  <details>
    <summary>Remove Leasehold from this workspace</summary>
    <form method="post" action="/settings/notifications/slack/remove" class="actions">
      <Hidden csrf={looking.csrf} />
      <input type="hidden" name="workspace" value={id} />
      <button class="danger" type="submit">
        Remove it
      </button>
      <span class="hint">Nobody is told anything there any more. Requests go on, on the web and by mail.</span>
    </form>
  </details>
);
