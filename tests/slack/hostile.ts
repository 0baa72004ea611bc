import fc from 'fast-check';

/** What people write who mean no good, or only write in another way than one thought. */
export const HOSTILE: readonly string[] = [
  '<!channel> <!here> <@U024BE7LH> <#C024BE7LR> <https://evil.example|Approve>',
  '*bold* _slanted_ ~gone~ `code` ```block``` :tada: :100:',
  '> a quote\n> of two lines\r\n&amp; &lt;b&gt; <b>',
  '\u202eevorppA\u202c \u0000\u0007\u200b\u2028 \ud800',
  'שלום עולם مرحبا 👩‍👩‍👧‍👦 🏳️‍🌈 é'.repeat(3),
  '<script>alert(1)</script>',
  '*'.repeat(3200),
  '&'.repeat(700),
  '👩‍👩‍👧‍👦'.repeat(300),
  'a'.repeat(3200),
  '\n'.repeat(500),
  // Where a colon of ours follows it, an emoji.
  ':tada',
  '',
  ' ',
];

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom(...HOSTILE, 'Deploy', ' ', '<', '>', '&', '*', '_', ':', '@', '`'), { maxLength: 12 })
    .map((parts) => parts.join('')),
);
