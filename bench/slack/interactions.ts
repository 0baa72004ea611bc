import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { ACTION_IDS } from '../../src/slack/cards/action-ids.ts';
import { FIELDS } from '../../src/slack/views/asking/names.ts';
import { DEED } from '../../src/slack/views/deed.view.ts';
import { pressed } from '../../tests/support/signed-slack.ts';
import { userOf, WORKSPACE } from './workspace.ts';

export type Kind = 'button' | 'form' | 'search';

/** One thing that somebody does in Slack, as Slack tells of it. */
export interface Interaction {
  readonly kind: Kind;
  readonly call: () => RequestInit;
  /** Whether what came back is what Slack was waiting for. */
  readonly isAnswered: (body: string) => boolean;
}

let clicks = 0;

function sender(id: PersonId) {
  return { user: { id: userOf({ id }), team_id: WORKSPACE }, team: { id: WORKSPACE }, trigger_id: `t${++clicks}` };
}

/** "Approve" on a card. */
export function approving(by: PersonId, request: RequestId, responseUrl: string): Interaction {
  const action = { action_id: ACTION_IDS.approve, value: request, action_ts: `${++clicks}.1` };
  const payload = { type: 'block_actions', ...sender(by), actions: [action], response_url: responseUrl };
  return { kind: 'button', call: () => pressed(payload), isAnswered: (body) => body === '' };
}

/** The form behind "Reject", filled in. */
export function rejecting(by: PersonId, request: RequestId): Interaction {
  const values = { comment: { comment: { type: 'plain_text_input', value: 'not now' } } };
  const view = {
    ...{ id: `V${request}`, hash: '1', type: 'modal', callback_id: `${DEED}reject`, app_installed_team_id: WORKSPACE },
    ...{ private_metadata: request, blocks: [], state: { values } },
  };
  const payload = { type: 'view_submission', ...sender(by), view };
  return { kind: 'form', call: () => pressed(payload), isAnswered: (body) => body.includes('"response_action"') };
}

/** Letters typed into the search for an app. */
export function searching(by: PersonId): Interaction {
  const about = { action_id: FIELDS.app, block_id: FIELDS.app, value: 'decided' };
  const payload = { type: 'block_suggestion', ...sender(by), ...about };
  return { kind: 'search', call: () => pressed(payload), isAnswered: (body) => body.includes('"text"') };
}
