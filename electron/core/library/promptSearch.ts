import type { TextTerm } from '../../../shared/search/searchQuery.ts'
import { isPlain, matchesPrompt, wordsOf, type SoughtPhrase } from './promptWords.ts'

/** What the text terms of a query ask of a prompt. All of it must hold. */
export interface PromptSearch {
  /** By words: the full-text index knows where. */
  words: readonly SoughtPhrase[]
  notWords: readonly SoughtPhrase[]
  /** Letter by letter. */
  pieces: readonly string[]
  notPieces: readonly string[]
}

/** @returns null when nothing is asked of the prompt */
export function readPromptSearch(terms: readonly TextTerm[]): PromptSearch | null {
  if (terms.length === 0) return null
  const search = {
    words: [] as SoughtPhrase[],
    notWords: [] as SoughtPhrase[],
    pieces: [] as string[],
    notPieces: [] as string[],
  }
  for (const [index, { text, isPhrase, isNegated }] of terms.entries()) {
    if (isSoughtByPiece(text)) {
      search[isNegated ? 'notPieces' : 'pieces'].push(text.replace(PRESENTATION, ''))
      continue
    }
    const isBeingTyped = index === terms.length - 1 && !isPhrase && !isNegated
    const isBeginning = isBeingTyped && [...text].length >= SHORTEST_BEGINNING
    search[isNegated ? 'notWords' : 'words'].push({ text, words: wordsOf(text), isBeginning })
  }
  return search
}

/** Whether one prompt is meant: the same answer as the index gives, for when few prompts are in question. */
export function meetsPromptSearch(prompt: string, { words, notWords, pieces, notPieces }: PromptSearch): boolean {
  const folded = foldAscii(prompt)
  return (
    pieces.every((piece) => folded.includes(foldAscii(piece))) &&
    !notPieces.some((piece) => folded.includes(foldAscii(piece))) &&
    (words.length === 0 || matchesPrompt(prompt, words)) &&
    !notWords.some((phrase) => matchesPrompt(prompt, [phrase]))
  )
}

/**
 * The FTS5 query for words; nothing in it is ever read as FTS5 syntax. Without any that must occur it finds the
 * prompts that hold one of those that must not.
 * @param beginningWith known words that begin so, at most as many as asked for
 * @returns an empty string when there are no words in either
 */
export function toFullTextQuery(
  { words, notWords }: Pick<PromptSearch, 'words' | 'notWords'>,
  beginningWith: (beginning: string, limit: number) => readonly string[] = () => [],
): string {
  const wanted = words.map((phrase) => toFullTextPhrase(phrase, beginningWith)).join(' AND ')
  const unwanted = notWords.map(({ text }) => quote(text)).join(' OR ')
  return wanted !== '' && unwanted !== '' ? `(${wanted}) NOT (${unwanted})` : `${wanted}${unwanted}`
}

function toFullTextPhrase(
  phrase: SoughtPhrase,
  beginningWith: (beginning: string, limit: number) => readonly string[],
): string {
  const [first = ''] = phrase.words
  const typed = quote(phrase.text)
  const isOneWord = phrase.isBeginning && phrase.words.length === 1 && isPlain(first)
  const known = isOneWord ? beginningWith(first, MOST_WORDS + 1) : []
  if (known.length > 0 && known.length <= MOST_WORDS && known.every(isPlain))
    return `(${[typed, ...known.map(quote)].join(' OR ')})`
  return phrase.isBeginning ? `${typed}*` : typed
}

const quote = (words: string): string => `"${words.replaceAll('\0', ' ')}"`

/** Scripts that put no gaps between words would only be found by whole sentences; pictures are no words at all. */
const isSoughtByPiece = (text: string): boolean => WITHOUT_GAPS.test(text) || !/[\p{L}\p{N}\p{Co}]/u.test(text)
const WITHOUT_GAPS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u

/** Whether a picture is asked for in colour is often not said where it stands. */
const PRESENTATION = /[\ufe0e\ufe0f]+$/u

/** As SQLite's LIKE sees it. */
const foldAscii = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Shorter beginnings match too many words to be answered quickly, and help nobody. */
const SHORTEST_BEGINNING = 3
/** Beyond this many words the index's own way is no slower. */
const MOST_WORDS = 500
