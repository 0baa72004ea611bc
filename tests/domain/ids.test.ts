import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFromBytes, isId } from '../../src/domain/ids.ts';

describe('ids', () => {
  it('have ten letters that survive being read aloud, and are recognised', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 32 }), (bytes) => {
        const id = idFromBytes('request', bytes);
        expect(id).toMatch(/^REQ-[0-9A-HJKMNP-TV-Z]{10}$/);
        expect(isId('request', id)).toBe(true);
        expect(isId('person', id)).toBe(false);
      }),
    );
  });

  it.each(['REQ-', 'REQ-123', 'REQ-OOOOOOOOOO', 'req-0000000000', 'REQ-00000000000', "REQ-0000000000'", ''])(
    '%p is none',
    (text) => expect(isId('request', text)).toBe(false),
  );

  it('are not made of too few bytes', () => {
    expect(() => idFromBytes('person', new Uint8Array(9))).toThrow(RangeError);
  });
});
