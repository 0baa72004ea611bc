import { describe, expect, it } from '@jest/globals';
import { closestTo } from '../../src/domain/text/closest.ts';

const NAMES = ['Production AWS', 'Staging AWS', 'Books', 'Doors', 'GitHub', 'Git'];
const closest = (text: string) => closestTo(text, NAMES, (name) => [name]);

describe('what somebody may mean', () => {
  it.each([
    ['git', ['Git']],
    ['aws', ['Production AWS', 'Staging AWS']],
    ['produktion', ['Production AWS']],
    ['boks', ['Books']],
    ['githib', ['GitHub']],
    ['xyz', []],
    [' BOOKS ', ['Books']],
  ])('by %j is %j', (text, meant) => {
    expect(closest(text)).toEqual(meant);
  });
});
