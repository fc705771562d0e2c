/** Text as nobody should send it. */
import fc from 'fast-check';

const CORPUS = [
  '<!channel> look',
  '<@U024BE7LH> @here @channel @everyone',
  '[click](https://evil.example)',
  '<https://evil.example|the runbook>',
  '`rm -rf` ```x```',
  '\u001b[31mred\u001b[0m \u009b2J',
  'first\nsecond\r\nthird\u2028fourth\u2029',
  'abc\u0000def\u0007',
  '\u202egnp.exe\u202c \u2066x\u2069 \u200bzero\u200dwidth\ufeff',
  '\ud800 lone \udfff',
  "it's '; rm -rf ~; '",
  '$(reboot) && "quoted" \\',
  '日本語の理由 🚨',
  '',
  'x'.repeat(5000),
  '👩‍👩‍👧‍👦'.repeat(500),
] as const;

/** Any code units at all, lone surrogates among them. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
  .map((units) => String.fromCharCode(...units));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...CORPUS),
  fc.string({ unit: 'binary', maxLength: 300 }),
  anyUnits,
  fc.array(fc.constantFrom(...CORPUS), { maxLength: 4 }).map((parts) => parts.join('')),
);

/** Control characters, except the newline that a message is made of; bidi, zero-width and other unseen ones. */
export const UNSAFE = /(?!\n)\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Zl}|\p{Zp}|\p{Cs}/u;

/** Whatever calls people, or poses as markup or as a link. */
export const MARKUP = /[<>@`]|\]\(/;
