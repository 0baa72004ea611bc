import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bold, escape, escapeLine, link, quote } from '../../src/slack/blocks/escape.ts';
import { anyText } from './hostile.ts';

describe('what a person wrote', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U024BE7LH> & <https://evil.example|here>', '&lt;@U024BE7LH&gt; &amp; &lt;https://evil.example|here&gt;'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ'],
    ['_slanted_ and prod_deploy_1', 'ˍslantedˍ and prod_deploy_1'],
    [':tada: at 10:30', '∶tada: at 10:30'],
    ['> not a quote', '› not a quote'],
    ['a > b', 'a &gt; b'],
    ['\u202eevil\u0000\u200b', 'evil'],
    ['two\r\nlines', 'two\nlines'],
    ['&lt;', '&amp;lt;'],
    ['שלום', '\u2068שלום\u2069'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
  ])('when it is %j, then it is sent as %j', (written, sent) => {
    expect(escape(written)).toBe(sent);
  });

  it('when it stands in a sentence of ours, then it has one line', () => {
    expect(escapeLine(' two\n\nlines\u2028here ')).toBe('two lines here');
    expect(bold(' \u200b ')).toBe('');
  });

  it('when it is quoted, then each line is', () => {
    expect(quote('first\n\nsecond')).toBe('> first\n>\n> second');
  });

  it('when a link of ours shows it, then it ends where ours does', () => {
    expect(link('https://access.example/r?a=1&b=2|3', 'x|y> <!here>')).toBe(
      '<https://access.example/r?a=1&amp;b=2%7C3|x|y&gt; &lt;!here&gt;>',
    );
  });

  it('whatever it is, no sign of it means something to Slack', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sent = escape(text);
        expect(sent).not.toMatch(/[<>*~`]|&(?!(?:amp|lt|gt);)|^\s*&gt;/m);
        expect(sent).not.toMatch(/:[a-z0-9_+'-]+:/i);
        expect(sent).not.toMatch(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/);
        expect(sent.isWellFormed()).toBe(true);
        expect(escapeLine(text)).not.toMatch(/[\n\r]/);
      }),
      { numRuns: 300 },
    );
  });
});
