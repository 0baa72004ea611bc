import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/time/calendar.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { demoOrganisation } from '../../src/organisation/demo/demo-organisation.ts';
import { demoRunning } from '../../src/organisation/demo/demo-running.ts';
import { startDemo } from '../../src/use-cases/start-demo.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

describeUnless(await whyNoTemporal(), 'what runs in the demo', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(demoOrganisation());
  });
  afterAll(() => stage.house.close());

  it('when it starts, then every one is a workflow, some wait, some are held; starting again adds none', async () => {
    const deps = { ...stage.house, calendarOf: createCalendar };
    const wishes = demoRunning();
    const ids = await startDemo(deps, wishes);
    expect(ids).toHaveLength(wishes.length);
    const states = async () => {
      const requests = await stage.house.store.requests.unfinished(undefined, 100);
      return Object.groupBy(requests.map(stateOf), (state) => state);
    };
    await until(async () => (await states()).active?.length === 7);
    expect((await states()).pending_approval).toHaveLength(5);
    expect(await startDemo(deps, wishes)).toEqual(ids);
    expect(await stage.house.store.requests.unfinished(undefined, 100)).toHaveLength(12);
  });
});
