import { readFilter } from './readFilter.ts'
import { scanSearch, type SearchToken } from './scanSearch.ts'
import {
  SEARCH_PROBLEM_MESSAGES,
  type Filter,
  type SearchProblem,
  type SearchProblemCode,
  type SearchQuery,
  type SearchTime,
  type TextTerm,
} from './searchQuery.ts'
import { EXPECTED, FIELD_NAMES } from './searchWords.ts'

/**
 * Reads what a person typed into the search box: words, "phrases", `-not`, and `field:value`. Whatever is typed means
 * something or becomes a hint; never throws. See docs/decisions/0011-search-grammar.md.
 */
export function parseSearchQuery(text: string, time: SearchTime): SearchQuery {
  const query: SearchQuery = { text: [], filters: [], problems: [] }
  for (const token of scanSearch(text)) {
    const { term, filter, problem } = token.kind === 'field' ? readField(token, time) : readText(token)
    if (term !== undefined) query.text.push(term)
    if (filter !== undefined) query.filters.push(filter)
    if (problem !== undefined) query.problems.push(problem)
  }
  return query
}

interface Meaning {
  term?: TextTerm
  filter?: Filter
  problem?: SearchProblem
}

function readField(token: Extract<SearchToken, { kind: 'field' }>, time: SearchTime): Meaning {
  const { name, isNegated } = token
  const values = token.values.map((value) => value.text).filter((value) => value !== '')
  if (values.length === 0) return { problem: createHint('empty_value', token, { name }) }
  const found = readFilter(name, values, time)
  if ('condition' in found) return { filter: { ...found.condition, isNegated } }
  return { problem: createHint('unknown_value', token, { name, value: found.unknown, expected: EXPECTED[name] }) }
}

function readText(token: Extract<SearchToken, { kind: 'word' | 'phrase' }>): Meaning {
  const { text, kind, isNegated } = token
  if (!SEARCHABLE.test(text)) return { problem: createHint('no_words', token, { value: text }) }
  const term = { text, isPhrase: kind === 'phrase', isNegated }
  const name = kind === 'word' ? (LIKE_A_FIELD.exec(text)?.[1] ?? null) : null
  if (name === null) return { term }
  return { term, problem: createHint('unknown_field', token, { name, fields: FIELD_NAMES.join(', ') }) }
}

/** Letters and digits, which make words, and pictures, which are looked for as they are. Punctuation is neither. */
const SEARCHABLE = /[\p{L}\p{N}\p{So}\p{Extended_Pictographic}\p{RI}]/u

/** A word, a colon and a value: but not an address. */
const LIKE_A_FIELD = /^([a-z]{2,20}):(?!\/)./i

function createHint(
  code: SearchProblemCode,
  { start, end }: SearchToken,
  values: Readonly<Record<string, string>>,
): SearchProblem {
  const template: string = SEARCH_PROBLEM_MESSAGES[code]
  const message = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  return { code, message, values, start, end }
}
