import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAttest } from '../../activities/ledger/attest.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Task } from '../../src/domain/work/task.ts';
import { askAgain } from '../../src/use-cases/tasks/ask-again.ts';
import { completeTask } from '../../src/use-cases/tasks/complete-task.ts';
import { refuseTask } from '../../src/use-cases/tasks/refuse-task.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  endRequest,
  originOf,
  retry,
  type Stage,
  stored,
  story,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: ['ada', 'lin', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'doors', connector: 'manual', owners: ['ada@example.com', 'lin@example.com'] },
      entitlements: ['lab', 'roof'].map((slug) => anEntitlementEntry({ slug })),
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'a request for something that people give', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
  });
  afterAll(() => stage.house.close());

  const deps = () => ({ ...stage.house, attest: createAttest({ ...stage.house, ledger: stage.house.store.ledger }) });
  const acting = (name: string) => {
    const person = stage.person(name);
    return { person, principal: name, origin: originOf(person.id) };
  };

  /** The open task that the connector asks for; the life has tasks of its own about what fails. */
  async function taskOf(kind: Task['kind']): Promise<Task> {
    let found: Task | undefined;
    await until(async () => {
      const open = await stage.house.store.work.openTasks();
      found = open.find((task) => task.kind === kind && task.wish !== undefined);
      return found !== undefined;
    });
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  /** Until the ledger knows that it waits for this one: before that, a word is asked to be said again. */
  async function complete(by: string, { id }: Task): Promise<void> {
    await until(async () => {
      const done = await completeTask(deps(), acting(by), id);
      if (!done.ok && done.problem.code !== 'unavailable') throw new Error(done.problem.detail);
      return done.ok;
    });
  }

  const asksFor = async (entitlement: string): Promise<Request> =>
    submittedAndApproved(stage, asked(stage, 'maya', `doors/${entitlement}`));

  it('when somebody says that it is done, then the lease starts, and when it is taken, it is over, each on their word', async () => {
    const request = await asksFor('lab');
    await complete('lin', await taskOf('provision'));
    await untilState(stage, request, 'active');
    const by = (name: string) => ({ kind: 'attested', by: stage.person(name).id });
    expect(await stored(stage, request.id)).toMatchObject({ changes: [{ state: 'given', proof: by('lin') }] });
    await endRequest(stage, request);
    const taking = await taskOf('deprovision');
    expect(await untilState(stage, request, 'ending', 'ended')).toBe('ending');
    await complete('ada', taking);
    await untilState(stage, request, 'ended');
    expect(await stored(stage, request.id)).toMatchObject({ changes: [{ state: 'taken', proof: by('ada') }] });
  });

  it('when it is refused, then the request says why, and asking again can still give it', async () => {
    const request = await asksFor('roof');
    const { id } = await taskOf('provision');
    expect(await refuseTask(deps(), acting('ada'), id, 'the roof is icy')).toMatchObject({ ok: true });
    await until(async () => (await story(stage, request.id)).includes('request.giving_failed'));
    expect(await stored(stage, request.id)).toMatchObject({
      changes: [{ state: 'giving', failure: 'It was refused: the roof is icy' }],
    });
    expect(await askAgain(deps(), acting('maya'), await stored(stage, request.id))).toHaveLength(1);
    await retry(stage, request);
    await complete('lin', await taskOf('provision'));
    await untilState(stage, request, 'active');
  });
});
