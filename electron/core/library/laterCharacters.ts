/**
 * Signs, marks and pictures that came after Unicode 6.1, in hexadecimal. FTS5's tables end there, and what it does not
 * know is part of a word to it. Read off SQLite's own answers, character by character, as the test does again.
 */
const LATER_CHARACTERS = `
  58d-58e 605 61c-61d 7fd-7ff 888-8e3 8ff 9fd-9fe a76 afa-aff b55 c00 c04-c3c c77 c81 c84 cf3-d01 d3b-d3c d4f
  d81 eba ece 1715 180f-1886 1ab0-1aeb 1b4e-1b4f 1b7d-1b7f 1cf7-1cf9 1de7-1dfb 2066-2069 20ba-20c1 218a-218b
  23f4-23ff 2427-2429 2700 2b4d-2b4f 2b5a-2bff 2e3c-2e5d 2ffc-2fff 31e4-31ef 32ff a69e a82c a8c5 a8fc-a8ff a9e5
  aa7c-aa7d ab5b-ab6b fbc2-fbd2 fd40-fdcf fdfe-fdff fe27-fe2f 1018c-1018e 1019c-101a0 102e0-1037a 1056f
  10877-10878 10ac8-10af6 10b99-10f89 11070-1107f 110c2-110cd 11145-11175 111c9-1166c 116b9-11fff 12474-16f4f
  16f7f-16f87 16fe2-1cfc3 1d1de-1d1ea 1d800-1ed2e 1f0bf 1f0e0-1f10f 1f12f 1f16c-1f16f 1f19b-1f1ad 1f23b
  1f260-1f265 1f321-1f32f 1f336 1f37d-1f37f 1f394-1f39f 1f3c5 1f3cb-1f3df 1f3f1-1f3ff 1f43f 1f441 1f4f8
  1f4fd-1f4ff 1f53e-1f53f 1f544-1f54f 1f568-1f5fa 1f641-1f644 1f650-1f67f 1f6c6-1f6fc 1f774-1fbfa
`

/** For between the brackets of a regular expression: all of those, and what no Unicode knows yet. */
export const UNKNOWN_TO_INDEX = `\\p{Cn}${LATER_CHARACTERS.trim()
  .split(/\s+/)
  .map((range) => range.replaceAll(/[0-9a-f]+/g, String.raw`\u{$&}`))
  .join('')}`

/** These became letters later on, but were signs before. */
export const LATER_LETTERS = String.raw`\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3`
