import type { AuditFact } from '../../domain/audit/fact.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import { ALWAYS_TOLD, type Notice, type NoticeChoices } from '../../domain/telling/choices.ts';
import { NOTICE_WORDS } from '../../domain/telling/say-choices.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';

interface Deps {
  readonly store: Pick<Store, 'messages'>;
  readonly clock: Clock;
}

/** All of one's own choices anew: what is not named is told as it is to whoever never chose. */
export async function chooseNotices(
  { store, clock }: Deps,
  { person, origin }: Acting,
  choices: NoticeChoices,
): Promise<Result<true>> {
  const muted = ALWAYS_TOLD.find((notice) => choices[notice] === 'none');
  if (muted !== undefined) return alwaysTold(muted);
  const fact: AuditFact = {
    ...{ fact: 'person.notices_chosen', at: clock.now(), subject: `person:${person.id}`, ...origin },
    data: { choices: { ...choices } },
  };
  await store.messages.choose(person.id, choices, [fact]);
  return ok(true);
}

function alwaysTold(notice: Notice) {
  const detail = `"${NOTICE_WORDS[notice]}" is always told: choose Slack or mail. Nothing was saved.`;
  return refused('malformed', detail, { field: `choices.${notice}` });
}
