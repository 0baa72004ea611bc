import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '../../src/domain/json.ts';

describe('canonical JSON', () => {
  it('is what RFC 8785 asks for, as another implementation has it', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(canonicalJson(value)).toBe(canonicalize(value))));
  });

  it('does not depend on the order of keys, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [1, undefined], c: undefined })).toBe('{"a":[1,null],"b":1}');
    expect(canonicalJson({ a: [1, undefined], b: 1 })).toBe('{"a":[1,null],"b":1}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, undefined])(
    'refuses %p, which has no JSON form',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
