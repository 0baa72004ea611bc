import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { listenForStop } from '../../src/supervisor/stop-signals.ts';

describe('Ctrl-C', () => {
  it('when npm passes on what the terminal has sent already, counts once', () => {
    const source = new EventEmitter();
    let now = 0;
    const stop = listenForStop(source, () => now);
    source.emit('SIGINT');
    now = 20;
    source.emit('SIGINT');
    expect([stop.requested.aborted, stop.hurried.aborted]).toEqual([true, false]);
  });

  it('when it is pressed again, hurries', () => {
    const source = new EventEmitter();
    let now = 0;
    const stop = listenForStop(source, () => now);
    source.emit('SIGINT');
    now = 1_500;
    source.emit('SIGINT');
    expect(stop.hurried.aborted).toBe(true);
  });
});
