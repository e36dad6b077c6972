import { scanSearch, writeValue, type SearchToken } from './scanSearch.ts'
import { FIELD_NAMES, VALUE_WORDS, type FieldName } from './searchWords.ts'

/** Names that occur in this library. */
export interface SearchVocabulary {
  models: readonly string[]
  accounts: readonly string[]
  /** `WIDTHxHEIGHT`. */
  sizes: readonly string[]
}

/** Completions at the caret: each `insert` replaces the text from `start` to `end`. */
export interface SearchSuggestions {
  start: number
  end: number
  items: { kind: 'field' | 'value'; label: string; insert: string }[]
}

const MOST_ITEMS = 12

/** What could stand at the caret: field names while a word begins so, or the values of the field that it stands behind. */
export function suggestSearch(text: string, caret: number, vocabulary: SearchVocabulary): SearchSuggestions {
  const token = scanSearch(text).find(({ start, end }) => start < caret && caret <= end)
  if (token?.kind === 'phrase') return { start: caret, end: caret, items: [] }
  if (token?.kind === 'field') return suggestValues(token, text, caret, vocabulary)
  const start = token === undefined ? caret : token.end - token.text.length
  const typed = text.slice(start, caret).toLowerCase()
  const items = FIELD_NAMES.filter((name) => name.startsWith(typed)).map((name) => ({
    kind: 'field' as const,
    label: `${name}:`,
    insert: `${name}:`,
  }))
  return { start, end: token?.end ?? caret, items }
}

function suggestValues(
  token: Extract<SearchToken, { kind: 'field' }>,
  text: string,
  caret: number,
  vocabulary: SearchVocabulary,
): SearchSuggestions {
  const value = token.values.find(({ start, end }) => start <= caret && caret <= end)
  if (value === undefined) {
    // Within the field's own name.
    return { start: caret, end: caret, items: [] }
  }
  const typed = text
    .slice(value.start, caret)
    .replace(/^["“”„]/, '')
    .toLowerCase()
  const known = valuesOf(token.name, vocabulary)
  const starting = known.filter((word) => word.toLowerCase().startsWith(typed))
  const containing = known.filter((word) => !starting.includes(word) && word.toLowerCase().includes(typed))
  const items = [...starting, ...containing].slice(0, MOST_ITEMS).map((word) => ({
    kind: 'value' as const,
    label: word,
    insert: writeValue(word),
  }))
  return { start: value.start, end: value.end, items }
}

function valuesOf(name: FieldName, vocabulary: SearchVocabulary): readonly string[] {
  if (name === 'model') return vocabulary.models
  if (name === 'account') return vocabulary.accounts
  if (name === 'size') return [...vocabulary.sizes, ...(VALUE_WORDS.size ?? [])]
  return VALUE_WORDS[name] ?? []
}
