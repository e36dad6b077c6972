import fc from 'fast-check'

/** Any text a person may paste: every plane of Unicode, right-to-left text, emoji, lone surrogates, quotes, line ends. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '"',
        "'",
        ',',
        ';',
        '\t',
        '\n',
        '\r\n',
        '\r',
        '\u2028',
        '\ufeff',
        'שלום',
        '🦊',
        '\ud800',
        '=',
      ),
      {
        maxLength: 20,
      },
    )
    .map((pieces) => pieces.join('')),
)

/** Text that is dense with the syntax of a batch prompt, well-formed or not. */
export const syntaxText = fc
  .array(fc.constantFrom('{', '}', '|', '\\', 'a', ' ', 'list:', 'hero', '{a|b}', '{hero}', '\n', '🦊'), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''))

const plainText = fc.constantFrom('a', 'b ', ', ', '🦊', 'שלום', '$1', '\\{', '\\|', '\\\\')

/** A well-formed prompt with names from `VARIABLES` and `LISTS`, with few enough expansions to write them all. */
export const wellFormedPrompt: fc.Arbitrary<string> = fc.letrec<{ part: string; sequence: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plainText,
    fc.constantFrom('{hero}', '{Place}', '{list:cats}'),
    fc.array(tie('sequence'), { minLength: 2, maxLength: 3 }).map((alternatives) => `{${alternatives.join('|')}}`),
  ),
  sequence: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
})).sequence

export const namedValues = fc.record({
  variables: fc.record({
    hero: fc.array(anyText, { minLength: 1, maxLength: 3 }),
    place: fc.array(anyText, { minLength: 1, maxLength: 3 }),
  }),
  lists: fc.record({ cats: fc.array(anyText, { minLength: 1, maxLength: 3 }) }),
})
