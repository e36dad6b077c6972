import type { JobRelation, JobStatus } from '../jobs/job.ts'

/** Words or a phrase to be found in the prompt. Holds no quotation mark and no control character. */
export interface TextTerm {
  text: string
  /** Was quoted: the words stay together, and the last one is whole. */
  isPhrase: boolean
  isNegated: boolean
}

export const SHAPES = ['landscape', 'portrait', 'square'] as const
export type Shape = (typeof SHAPES)[number]
export const HAS_WORDS = ['reference', 'error', 'batch'] as const
export type HasWord = (typeof HAS_WORDS)[number]
/** `derived`: from any parent. The others are relations. */
export type IsWord = 'derived' | JobRelation
export const COMPARISONS = ['<', '<=', '=', '>=', '>'] as const
export type Comparison = (typeof COMPARISONS)[number]
export const DATE_RELATIONS = ['after', 'before', 'on', 'since', 'until'] as const
export type DateRelation = (typeof DATE_RELATIONS)[number]

/**
 * One condition. Commas mean any of; several filters, also of one field, must all hold.
 * `model`, `account`: the name contains the text, in any case. There are few of either, so a store resolves them first.
 */
export type FilterCondition =
  | { field: 'model' | 'account'; anyOf: string[] }
  | { field: 'status'; anyOf: JobStatus[] }
  | { field: 'size'; anyOf: (`${number}x${number}` | Shape)[] }
  | { field: 'seconds'; comparison: Comparison; seconds: number }
  | { field: 'has'; anyOf: HasWord[] }
  | { field: 'is'; anyOf: IsWord[] }
  /** When the job was created, `fromMs` included, `untilMs` not. `period` is as written, so "7d" stays relative. */
  | { field: 'date'; relation: DateRelation; period: string; fromMs: number | null; untilMs: number | null }
export type Filter = FilterCondition & { isNegated: boolean }

/** What the search box holds. Every text term and every filter must hold; the last term that is a bare word counts as a beginning. */
export interface SearchQuery {
  text: TextTerm[]
  filters: Filter[]
  problems: SearchProblem[]
}

/** What to say, in English, by code; placeholders are i18next's. */
export const SEARCH_PROBLEM_MESSAGES = {
  unknown_field: 'There is no field “{{name}}”, so this is looked for as words. The fields are {{fields}}.',
  empty_value: 'Nothing stands after “{{name}}:” yet.',
  unknown_value: '“{{value}}” means nothing after “{{name}}:”. Write {{expected}}.',
  no_words: '“{{value}}” holds no letter or digit, so it cannot be looked for.',
} as const
export type SearchProblemCode = keyof typeof SEARCH_PROBLEM_MESSAGES
export const SEARCH_PROBLEM_CODES = Object.keys(SEARCH_PROBLEM_MESSAGES) as SearchProblemCode[]

/** A hint at a part of the text, `start` to `end` in UTF-16 units. What it concerns is left out of the query, unknown fields excepted. */
export interface SearchProblem {
  code: SearchProblemCode
  message: string
  values: Readonly<Record<string, string>>
  start: number
  end: number
}

/** The moment and place in which "yesterday" is understood. */
export interface SearchTime {
  /** Unix milliseconds. */
  nowMs: number
  /** East of Greenwich, so 60 in Berlin in winter: the negative of `Date.getTimezoneOffset()`. */
  utcOffsetMinutes: number
}
