import { JOB_STATUS_WORDS } from './statusWords.ts'
import { DATE_RELATIONS, HAS_WORDS, SHAPES, type IsWord } from './searchQuery.ts'

/** The names before a colon. Everything else before one is text. */
export const FIELD_NAMES = ['model', 'status', 'account', 'size', 'seconds', ...DATE_RELATIONS, 'has', 'is'] as const
export type FieldName = (typeof FIELD_NAMES)[number]

export const isFieldName = (name: string): name is FieldName => (FIELD_NAMES as readonly string[]).includes(name)

export const IS_WORDS = [
  'derived',
  'remix',
  'extend',
  'edit',
  'retry',
  'variation',
] as const satisfies readonly IsWord[]

/** What a person is told to write, and what is offered for completion. Names are the library's own. */
export const EXPECTED: Readonly<Record<FieldName, string>> = {
  model: 'a model’s name',
  account: 'an account’s name',
  status: JOB_STATUS_WORDS.join(', '),
  size: '1280x720, landscape, portrait or square',
  seconds: 'a number, as in 8, >4 or <=12',
  has: HAS_WORDS.join(', '),
  is: IS_WORDS.join(', '),
  ...Object.fromEntries(
    DATE_RELATIONS.map((relation) => [relation, 'a day, as in 2026-11-01, 2026-11, yesterday or 7d']),
  ),
} as Record<FieldName, string>

export const VALUE_WORDS: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  status: JOB_STATUS_WORDS,
  size: SHAPES,
  has: HAS_WORDS,
  is: IS_WORDS,
  ...Object.fromEntries(DATE_RELATIONS.map((relation) => [relation, ['today', 'yesterday', '7d', '30d', '12m']])),
}
