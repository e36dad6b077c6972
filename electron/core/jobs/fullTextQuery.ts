import { isPlain, wordsOf, type SoughtPhrase } from './promptWords.ts'

/**
 * Reads what a person types: every word must occur, "quoted phrases" stay together, and the last word counts
 * as a beginning while it is being typed.
 * @returns an empty list when there is no word to look for
 */
export function parseSearch(text: string): SoughtPhrase[] {
  const terms = [...text.matchAll(/"([^"]*)"|([^\s"]+)/gu)]
    .map((found) => ({ text: found[1] ?? found[2] ?? '', isQuoted: found[1] !== undefined }))
    .filter((term) => /[\p{L}\p{N}]/u.test(term.text))
  return terms.map((term, index) => {
    const isLong = [...term.text].length >= SHORTEST_BEGINNING
    const isBeginning = index === terms.length - 1 && !term.isQuoted && isLong
    return { text: term.text, words: wordsOf(term.text), isBeginning }
  })
}

/**
 * The FTS5 query for what a person typed; nothing in it is ever read as FTS5 syntax.
 * @param beginningWith known words that begin so, at most as many as asked for
 * @returns an empty string when there is no word to look for
 */
export function toFullTextQuery(
  text: string,
  beginningWith: (beginning: string, limit: number) => readonly string[] = () => [],
): string {
  return parseSearch(text)
    .map((phrase) => {
      const [first = ''] = phrase.words
      const typed = quote(phrase.text)
      const isOneWord = phrase.isBeginning && phrase.words.length === 1 && isPlain(first)
      const known = isOneWord ? beginningWith(first, MOST_WORDS + 1) : []
      if (known.length > 0 && known.length <= MOST_WORDS && known.every(isPlain))
        return `(${[typed, ...known.map(quote)].join(' OR ')})`
      return phrase.isBeginning ? `${typed}*` : typed
    })
    .join(' AND ')
}

const quote = (words: string): string => `"${words.replaceAll('\0', ' ')}"`

/** Shorter beginnings match too many words to be answered quickly, and help nobody. */
const SHORTEST_BEGINNING = 3
/** Beyond this many words the index's own way is no slower. */
const MOST_WORDS = 500
