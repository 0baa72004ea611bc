import type { RequestId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { offboardPerson } from '../../../src/use-cases/offboard-person.ts';
import { authorFor } from '../../../src/use-cases/policy/author.ts';
import { type SubmitDeps, submitRequest } from '../../../src/use-cases/submit-request.ts';
import { closedLoop, until } from '../../support/measure.ts';
import { ADMIN, LEAVER, UNATTENDED } from '../organisation.ts';
import type { Happened } from './side.ts';
import { actingAs, type createWishes } from './wishes.ts';

/** Somebody who has much, and leaves. */
export function createLeaving(deps: SubmitDeps, wishes: Awaited<ReturnType<typeof createWishes>>, happened: Happened) {
  const personAt = async (email: string): Promise<Person> => {
    const person = await deps.store.people.byEmail(email);
    if (person === undefined) throw new Error(`nobody is ${email}`);
    return person;
  };
  return {
    async giveLeaver(count: number): Promise<readonly RequestId[]> {
      const leaver = await personAt(LEAVER);
      const asked = wishes.each(UNATTENDED, leaver, { kind: 'indefinite' }).slice(0, count);
      const ids: RequestId[] = [];
      await closedLoop(asked.length, 10, async () => {
        const wish = asked.pop();
        const submitted = wish === undefined ? undefined : await submitRequest(deps, actingAs(leaver), { wish });
        if (submitted?.ok === false) throw new Error(submitted.problem.detail);
        if (submitted !== undefined) ids.push(submitted.value.id);
      });
      await until(() => ids.every((id) => happened.given.has(id)), `giving ${ids.length} leases`, 120_000);
      return ids;
    },

    async offboardLeaver(): Promise<void> {
      const left = await offboardPerson(deps, authorFor(actingAs(await personAt(ADMIN))), (await personAt(LEAVER)).id);
      if (!left.ok) throw new Error(left.problem.detail);
    },
  };
}
