import type { PersonId, RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { AbsenceDeps } from './deps.ts';

const PAGE = 500;

/**
 * Requests that wait for this person look again at who decides. What cannot be told is no reason to fail: what was arranged
 * is written down and counts at every click, and they look by themselves with the next reminder.
 */
export async function tellDirectoryChanged(
  { store, gateway }: Pick<AbsenceDeps, 'store' | 'gateway'>,
  person: PersonId,
): Promise<void> {
  for (let after: RequestId | undefined; ; ) {
    const page = await store.requests.concerning(person, after, PAGE);
    await gateway.directoryChanged(page.filter((request) => waitsFor(request, person))).catch(() => {});
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

function waitsFor({ levels }: Request, person: PersonId): boolean {
  const ahead = levels.filter(({ state }) => state === 'open' || state === 'waiting');
  return ahead.some(({ approvers }) => approvers.some(({ personId }) => personId === person));
}
