/** Control characters, and those that turn the direction of whatever follows them. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
/** Hebrew, Arabic and the others that are written from right to left, and the mark that stands for them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

/** What looks like one character can be made of any number of them; more than that is no writing. */
const MOST_UNITS_EACH = 32

/**
 * Somebody's words for a line that the system draws: without control characters and direction overrides, white space as
 * single spaces, and at most `most` characters as a person counts them.
 */
export const oneLine = (text: string, most: number): string => {
  const beginning = text.slice(0, most * MOST_UNITS_EACH)
  const line = beginning
    .replaceAll(UNSEEN, (character) => (/[\s\u0085]/.test(character) ? ' ' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
  if (characters.length <= most && beginning === text) return line.toWellFormed()
  const kept = characters.slice(0, most - 1).join('')
  return `${kept.trimEnd().toWellFormed()}…`
}

/** As `oneLine`, to stand beside other words: what is written from right to left does not move those. */
export const besideOthers = (text: string, most: number): string => {
  const line = oneLine(text, most)
  return RIGHT_TO_LEFT.test(line) ? `${FIRST_STRONG_ISOLATE}${line}${POP_DIRECTIONAL_ISOLATE}` : line
}
