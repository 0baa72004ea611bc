import { defineSignal } from '@temporalio/workflow';

/** Something about it is not what it was. */
export const changed = defineSignal('changed');
