import type { CsvLayout, ColumnTarget } from '../../../../shared/batch/csvColumns.ts'
import type { JsonValue } from '../../../../shared/json.ts'
import type { DerivingRelation } from '../composeRequests.ts'

/** How the text is read: as one prompt, as one prompt a line, or as what the rows of a table have in common. */
export const COMPOSE_MODES = ['prompt', 'lines', 'table'] as const
export type ComposeMode = (typeof COMPOSE_MODES)[number]

export const COMBINE_MODES = ['cross', 'zip', 'sample'] as const
export type CombineMode = (typeof COMBINE_MODES)[number]

/** An image that the host keeps, ready to be named in a request. */
export interface DraftReference {
  referenceId: string
  fileName: string
  type: string
  sizeBytes: number
  /** Null where it came with the settings of another job. */
  width: number | null
  height: number | null
  /** A small picture as a data URL; null where there is none to show. */
  thumbnail: string | null
}

/** The take that the new jobs begin from. */
export interface DraftParent {
  jobId: string
  relation: DerivingRelation
  accountId: string
  model: string
  seconds: number | null
  size: string | null
  /** The beginning of its prompt, to know it by. */
  prompt: string
  /** Of the poster. */
  takeId: string | null
}

/** What the person has typed and chosen but not sent. Null leaves a choice to the account or the model. */
export interface Draft {
  mode: ComposeMode
  text: string
  accountId: string | null
  model: string | null
  seconds: number | null
  size: string | null
  count: number
  /** Braces mean themselves. */
  isPlainText: boolean
  /** Values by the variable's folded name, one a line. */
  variables: Readonly<Record<string, string>>
  combine: CombineMode
  sampleSize: number
  seed: number
  params: Readonly<Record<string, JsonValue>>
  reference: DraftReference | null
  parent: DraftParent | null
  /** Under which this very draft was sent without an answer: sent again, it makes nothing twice. */
  requestId: string | null
}

export const EMPTY_DRAFT: Draft = {
  mode: 'prompt',
  text: '',
  accountId: null,
  model: null,
  seconds: null,
  size: null,
  count: 1,
  isPlainText: false,
  variables: {},
  combine: 'cross',
  sampleSize: 8,
  seed: 1,
  params: {},
  reference: null,
  parent: null,
  requestId: null,
}

/** Rows that were pasted, dropped or opened. Kept apart from the draft: it may be megabytes and changes seldom. */
export interface DraftTable {
  /** Of the file; null when it was pasted. */
  name: string | null
  text: string
  format: 'csv' | 'json'
  /** How the person wants a CSV read; null as long as the guess will do. */
  layout: CsvLayout | null
  /** What the person uses the keys of JSON objects as, where it is not what their names say. */
  keys: Readonly<Record<string, ColumnTarget>>
}

export const MOST_TAKES_OF_ONE = 100
export const LARGEST_SAMPLE = 1000
export const LARGEST_SEED = 2_147_483_647

type Fields = Readonly<Record<string, unknown>>

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const positive = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null
const whole = (value: unknown, most: number, otherwise: number): number => {
  const number = positive(value)
  return number === null || number < 1 ? otherwise : Math.min(Math.floor(number), most)
}
const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | null =>
  values.find((known) => known === value) ?? null

const readReference = (value: unknown): DraftReference | null => {
  const fields = asFields(value)
  const referenceId = text(fields['referenceId'])
  const thumbnail = text(fields['thumbnail'])
  if (referenceId === null) return null
  return {
    referenceId,
    fileName: text(fields['fileName']) ?? '',
    type: text(fields['type']) ?? '',
    sizeBytes: positive(fields['sizeBytes']) ?? 0,
    width: positive(fields['width']),
    height: positive(fields['height']),
    thumbnail: thumbnail?.startsWith('data:image/') === true ? thumbnail : null,
  }
}

const RELATIONS = ['remix', 'extend', 'edit'] as const satisfies readonly DerivingRelation[]

const readParent = (value: unknown): DraftParent | null => {
  const fields = asFields(value)
  const jobId = text(fields['jobId'])
  const relation = oneOf(RELATIONS, fields['relation'])
  const accountId = text(fields['accountId'])
  const model = text(fields['model'])
  if (jobId === null || relation === null || accountId === null || model === null) return null
  return {
    jobId,
    relation,
    accountId,
    model,
    seconds: positive(fields['seconds']),
    size: text(fields['size']),
    prompt: text(fields['prompt']) ?? '',
    takeId: text(fields['takeId']),
  }
}

const readVariables = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asFields(value)).filter((entry): entry is [string, string] => text(entry[1]) !== null),
  )

/** Reads a kept draft; anything strange in it becomes the default, never an error. */
export const readDraft = (value: unknown): Draft => {
  const fields = asFields(value)
  return {
    mode: oneOf(COMPOSE_MODES, fields['mode']) ?? EMPTY_DRAFT.mode,
    text: text(fields['text']) ?? '',
    accountId: text(fields['accountId']),
    model: text(fields['model']),
    seconds: positive(fields['seconds']),
    size: text(fields['size']),
    count: whole(fields['count'], MOST_TAKES_OF_ONE, 1),
    isPlainText: fields['isPlainText'] === true,
    variables: readVariables(fields['variables']),
    combine: oneOf(COMBINE_MODES, fields['combine']) ?? EMPTY_DRAFT.combine,
    sampleSize: whole(fields['sampleSize'], LARGEST_SAMPLE, EMPTY_DRAFT.sampleSize),
    seed: whole(fields['seed'], LARGEST_SEED, EMPTY_DRAFT.seed),
    // What was kept came out of JSON, so all that is in it is JSON.
    params: asFields(fields['params']) as Record<string, JsonValue>,
    reference: readReference(fields['reference']),
    parent: readParent(fields['parent']),
    requestId: text(fields['requestId']),
  }
}

const FIELDS = ['prompt', 'model', 'seconds', 'size', 'count', 'priority'] as const
const DELIMITERS = [',', ';', '\t'] as const

const readTarget = (value: unknown): ColumnTarget => {
  const fields = asFields(value)
  const field = oneOf(FIELDS, fields['field'])
  const variable = text(fields['variable'])
  if (field !== null) return { field }
  return variable === null ? null : { variable }
}

const readLayout = (value: unknown): CsvLayout | null => {
  const fields = asFields(value)
  const delimiter = oneOf(DELIMITERS, fields['delimiter'])
  const { columns } = fields
  if (delimiter === null || !Array.isArray(columns)) return null
  return { delimiter, hasHeading: fields['hasHeading'] === true, columns: columns.map(readTarget) }
}

/** Reads a kept table; null where none was kept. */
export const readTable = (value: unknown): DraftTable | null => {
  const fields = asFields(value)
  const source = text(fields['text'])
  if (source === null) return null
  const keys = Object.entries(asFields(fields['keys'])).map(([name, target]) => [name, readTarget(target)] as const)
  return {
    name: text(fields['name']),
    text: source,
    format: fields['format'] === 'json' ? 'json' : 'csv',
    layout: readLayout(fields['layout']),
    keys: Object.fromEntries(keys),
  }
}

/** Nothing of the person's own work is in it. */
export const isUntouched = (draft: Draft): boolean =>
  draft.text.trim() === '' && draft.parent === null && draft.reference === null
