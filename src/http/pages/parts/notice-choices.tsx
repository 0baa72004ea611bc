import type { FC } from 'hono/jsx';
import { ALWAYS_TOLD, type Notice, WAY_NAMES, type WayChoice } from '../../../domain/telling/choices.ts';
import { NOTICE_GROUPS, NOTICE_WORDS, WAY_WORDS } from '../../../domain/telling/say-choices.ts';
import type { InSlack, SeenNotices } from '../../../use-cases/notices/see-notices.ts';
import type { Typed } from '../../auth/typed.ts';
import { Hidden } from './hidden.tsx';

export const CHOOSE_NOTICES = '/settings/notifications/choices';

interface Props {
  readonly notices: SeenNotices;
  readonly email: string;
  readonly csrf: string;
  readonly typed: Typed;
}

/** What reaches whoever looks, and where. */
export const NoticeChoices: FC<Props> = ({ notices: { choices, slack, mail }, email, csrf, typed }) => (
  <>
    <p>
      <Reached slack={slack} mail={mail} email={email} />
    </p>
    <p class="hint">
      Where the way you choose does not reach you, the other one does. Access that should be gone and is not is always
      told.
    </p>
    <form method="post" action={CHOOSE_NOTICES}>
      <Hidden csrf={csrf} />
      {NOTICE_GROUPS.map(({ name, notices }) => (
        <fieldset class="notices">
          <legend>{name}</legend>
          {notices.map((notice) => (
            <Choice notice={notice} chosen={typed[notice] ?? choices[notice]} />
          ))}
        </fieldset>
      ))}
      <div class="actions">
        <button type="submit">Save</button>
      </div>
    </form>
  </>
);

const Choice: FC<{ notice: Notice; chosen: string }> = ({ notice, chosen }) => {
  const offered: readonly WayChoice[] = ALWAYS_TOLD.includes(notice) ? WAY_NAMES : [...WAY_NAMES, 'none'];
  return (
    <label>
      {NOTICE_WORDS[notice]}
      <select name={notice}>
        {offered.map((way) => (
          <option value={way} selected={way === chosen}>
            {WAY_WORDS[way]}
          </option>
        ))}
      </select>
    </label>
  );
};

const Reached: FC<{ slack: InSlack; mail: string | undefined; email: string }> = ({ slack, mail, email }) => {
  if (slack === 'nowhere' && mail === undefined)
    return (
      <>Nobody is told anything yet: an admin adds Leasehold to Slack, or sets up mail. It is all on these pages.</>
    );
  return (
    <>
      <InWorkspace slack={slack} email={email} />{' '}
      {mail === undefined ? (
        'There is no mail here.'
      ) : (
        <>
          Mail goes to <bdi>{mail}</bdi>.
        </>
      )}
    </>
  );
};

const InWorkspace: FC<{ slack: InSlack; email: string }> = ({ slack, email }) => {
  if (slack === 'nowhere') return <>Leasehold is not in Slack.</>;
  if (slack === 'expected')
    return (
      <>
        In Slack you are looked for as <bdi>{email}</bdi>.
      </>
    );
  return (
    <>
      You are in Slack as <code>{slack.user}</code>, in the workspace <b dir="auto">{slack.workspace}</b>.
    </>
  );
};
