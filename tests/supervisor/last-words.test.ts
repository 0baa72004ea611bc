import { describe, expect, it } from '@jest/globals';
import { lastWords } from '../../src/supervisor/last-words.ts';

describe('the last words of a child', () => {
  it.each([
    ['a sentence after its log', '{"level":"info","msg":"starting"}\nThe disk is full.\n', 'The disk is full.'],
    [
      'the message of an error, without its stack',
      'Error: no such table\n    at run (a.ts:1)\n\nNode.js v24.21.0\n',
      'no such table',
    ],
    [
      'the error after the line of source',
      'file:///a.ts:1\nTypeError [ERR_X]: wrong\n    at a.ts {\n  code: 1\n}\n',
      'wrong',
    ],
    [
      'what stands above a line of source',
      'Warning: nothing left to wait for at a.ts:3\nawait main();\n^\n',
      'Warning: nothing left to wait for at a.ts:3',
    ],
    ['a message that was logged', '{"level":"fatal","msg":"port taken"}\n', 'port taken'],
  ])('are %s', (_, output, words) => {
    expect(lastWords(output)).toBe(words);
  });

  it('are none when it only told of its work', () => {
    expect(lastWords('{"level":"info","msg":"starting"}\n')).toBeUndefined();
  });
});
