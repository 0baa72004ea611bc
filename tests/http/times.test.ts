import { expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts';
import { relative, span } from '../../src/http/pages/parts/moment.tsx';

interface Words {
  readonly relative: typeof relative;
  readonly span: typeof span;
}

it('when a page says a time again, then in the words in which the server said it', async () => {
  const script = new URL('../../src/http/pages/assets/times.js', import.meta.url).href;
  const inBrowser = (await import(script)) as Words;
  const lengths = [0, 1, 59_999, MINUTE, 61 * MINUTE, HOUR, 23.99 * HOUR, DAY, DAY + 5 * HOUR, 3 * DAY, 400 * DAY];
  for (const length of lengths) {
    expect(inBrowser.span(length)).toBe(span(length));
    for (const at of [length, -length]) expect(inBrowser.relative(at, 0)).toBe(relative(at, 0));
  }
});
