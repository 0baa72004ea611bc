import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Word } from './hang-guard.ts';

let tooLong: NodeJS.Timeout | undefined;

// A thread of its own runs on when a test holds its process for ever, and nothing but a kill ends that.
parentPort?.on('message', (word: Word) => {
  clearTimeout(tooLong);
  if (word === 'done') return;
  tooLong = setTimeout(() => {
    writeSync(2, `${word.file} was not done after ${word.seconds} s: its process is ended.\n`);
    process.kill(process.pid, 'SIGKILL');
  }, word.seconds * 1000);
});
