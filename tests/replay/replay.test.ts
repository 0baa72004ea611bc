import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import '../support/quiet-runtime.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { storedHistories } from './histories.ts';

const histories = await storedHistories();

describe('histories of requests that were', () => {
  it('when there is one of each kind of life, then all of them are replayed', () => {
    expect(histories.length).toBeGreaterThanOrEqual(9);
  });

  it('when they are replayed with the workflow of today, then it does what it did then', async () => {
    const errors: string[] = [];
    const options = { workflowBundle: await workflowBundle() };
    for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
      if (error !== undefined) errors.push(`${workflowId}: ${error.message}`);
    }
    expect(errors).toEqual([]);
  });

  it('when a history is of another workflow than this one, then the replay says so', async () => {
    const [stored] = histories.filter(({ workflowId }) => workflowId.startsWith('simple'));
    const text = JSON.stringify(stored?.history).replaceAll('"giveAccess"', '"giveSomethingElse"');
    const changed = { workflowId: 'changed', history: JSON.parse(text) as unknown };
    const errors: (Error | undefined)[] = [];
    const options = { workflowBundle: await workflowBundle() };
    for await (const { error } of Worker.runReplayHistories(options, [changed])) errors.push(error);
    expect(errors).toEqual([expect.objectContaining({ name: 'DeterminismViolationError' })]);
  });
});
