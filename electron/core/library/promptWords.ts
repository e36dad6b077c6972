import { LATER_LETTERS, UNKNOWN_TO_INDEX } from './laterCharacters.ts'

/**
 * The words of a text as the full-text index sees them (FTS5's `unicode61 remove_diacritics 2`): runs of letters,
 * digits, private-use and unknown characters in small letters; Latin letters lose their accents, all others keep them.
 */
export const wordsOf = (text: string): string[] => text.replace(ACCENTED, withoutAccent).match(WORD)?.map(toSmall) ?? []

/** Precomposed letters, and the combining accents that do not end a word. */
const ACCENTED = /[\u00c0-\u1ef9]/gu
const WORD = new RegExp(`[[\\p{L}\\p{N}\\p{Co}${UNKNOWN_TO_INDEX}]--[${LATER_LETTERS}]]+`, 'gv')

function withoutAccent(character: string): string {
  if (COMBINING.test(character)) return ''
  const [base = ''] = character.normalize('NFD')
  return /[a-z]/i.test(base) ? base : character
}

const COMBINING = /[\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]/u

/** As Unicode folds case: the final sigma is a sigma. */
const toSmall = (word: string): string => word.toLowerCase().replaceAll('ς', 'σ')

export const isPlain = (word: string): boolean => /^[a-z0-9]+$/.test(word)

/** One thing that must occur: these words in a row, the last one perhaps only begun. */
export interface SoughtPhrase {
  /** As it was typed. */
  text: string
  words: readonly string[]
  isBeginning: boolean
}

/** Whether every phrase occurs in the prompt. For a few prompts this beats asking the index about each. */
export function matchesPrompt(prompt: string, phrases: readonly SoughtPhrase[]): boolean {
  const words = wordsOf(prompt)
  return phrases.every((phrase) => words.some((_, at) => startsAt(words, at, phrase)))
}

const startsAt = (words: readonly string[], at: number, phrase: SoughtPhrase): boolean =>
  phrase.words.every((sought, index) => {
    const word = words[at + index]
    const isLast = index === phrase.words.length - 1
    return phrase.isBeginning && isLast ? word?.startsWith(sought) === true : word === sought
  })
