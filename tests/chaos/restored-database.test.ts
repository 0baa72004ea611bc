import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { anAppEntry, anEntitlementEntry, anId, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  pass,
  type Stage,
  stateNow,
  stored,
  submittedAndApproved,
  until,
  untilNotListed,
} from '../support/stories.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({ slug: 'aws', entitlements: ['one', 'two', 'three'].map((slug) => anEntitlementEntry({ slug })) }),
  ],
});

/** The app is another company's: restoring our database does not bring it back to yesterday. */
function keepTheApp(restored: string, lost: string): void {
  const database = new DatabaseSync(restored);
  database.exec(`attach '${lost}' as lost`);
  const tables = database.prepare("select name from sqlite_schema where type = 'table' and name like 'sandbox%'").all();
  for (const table of tables.map(({ name }) => String(name))) {
    database.exec(`delete from ${table}; insert into ${table} select * from lost.${table}`);
  }
  database.close();
}

function backUp(file: string, to: string): void {
  const database = new DatabaseSync(file);
  database.exec(`vacuum into '${to}'`);
  database.close();
}

describeUnless(await whyNoTemporal(), "when yesterday's database is restored", () => {
  const open: Stage[] = [];
  afterAll(async () => {
    for (const stage of open) await stage.house.close();
  });

  /** Two stages on one task queue, one after the other: `before`, a backup, `after`, and then the backup again. */
  const restored = async (
    before: (stage: Stage) => Promise<void>,
    after: (stage: Stage) => Promise<void>,
  ): Promise<Stage> => {
    const folder = await tempFolder();
    const [file, backup] = [join(folder, 'today.db'), join(folder, 'yesterday.db')];
    const today = await aStage(organisation, { address: { kind: 'sqlite', file } });
    await before(today);
    backUp(file, backup);
    await after(today);
    await today.house.close();
    keepTheApp(backup, file);
    const { taskQueue } = today.house;
    const stage = await aStage(organisation, { address: { kind: 'sqlite', file: backup }, taskQueue });
    open.push(stage);
    return stage;
  };
  const isHeld = async ({ house, app }: Stage) => {
    const { house: _, ...page } = { house, after: undefined, limit: 100 };
    return (await house.store.sandbox.holdings(app('aws').id, page)).filter(({ real }) => real.held).length;
  };
  const active = async (stage: Stage, entitlement: string) => {
    const request = await submittedAndApproved(
      stage,
      asked(stage, 'maya', entitlement, { createdAt: Date.now() - HOUR }),
    );
    await until(async () => (await stateNow(stage, request.id)) === 'active');
    return request;
  };

  it('and does not know of a lease that runs, then it is taken back all the same', async () => {
    let request: Awaited<ReturnType<typeof active>> | undefined;
    const stage = await restored(
      async () => {},
      async (today) => {
        request = await active(today, 'aws/one');
      },
    );
    if (request === undefined) throw new Error('nothing was asked');
    expect(await stage.house.store.requests.byId(request.id)).toBeUndefined();
    expect(await isHeld(stage)).toBe(1);
    expect(await pass(stage, request, DAY)).toBe('ended');
    expect(await isHeld(stage)).toBe(0);
    expect(await stored(stage, request.id)).toMatchObject({ changes: [{ state: 'taken' }] });
  }, 60_000);

  it('and says that a lease runs which has ended since, then the watchdog brings it to its end again', async () => {
    let request: Awaited<ReturnType<typeof active>> | undefined;
    const stage = await restored(
      async (today) => {
        request = await active(today, 'aws/two');
      },
      async (today) => {
        if (request !== undefined) await pass(today, request, DAY);
      },
    );
    if (request === undefined) throw new Error('nothing was asked');
    expect(await stateNow(stage, request.id)).toBe('active');
    await untilNotListed(stage, request.id);
    const { client, taskQueue } = stage.house;
    await client.workflow.execute('watchdogWorkflow', { taskQueue, workflowId: `watchdog-${anId('task')}` });
    expect(await stage.house.advance(requestWorkflowId(request.id, 2), DAY)).toBe('ended');
    expect(await stateNow(stage, request.id)).toBe('ended');
    expect(await isHeld(stage)).toBe(0);
  }, 60_000);

  it('when instead Temporal has lost everything, then the watchdog starts what is not over from what is stored', async () => {
    const stage = await aStage(organisation);
    open.push(stage);
    const request = await active(stage, 'aws/three');
    const { client, taskQueue } = stage.house;
    const workflowExecution = { workflowId: requestWorkflowId(request.id) };
    await client.workflowService.deleteWorkflowExecution({ namespace: client.options.namespace, workflowExecution });
    const isGone = () =>
      client.workflow
        .getHandle(workflowExecution.workflowId)
        .describe()
        .then(
          () => false,
          () => true,
        );
    await until(isGone);
    await untilNotListed(stage, request.id);
    await client.workflow.execute('watchdogWorkflow', { taskQueue, workflowId: `watchdog-${anId('task')}` });
    expect(await stage.house.advance(requestWorkflowId(request.id, 2), DAY)).toBe('ended');
    expect(await isHeld(stage)).toBe(0);
  });
});
