import type { BatchProblem, BatchProblemCode, TextPosition } from '../../../../shared/batch/batchProblem.ts'
import { checkRequest } from '../../../../shared/models/checkRequest.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import type { DerivingRelation } from '../composeRequests.ts'

/** What a model does not take, beside what is wrong with a batch's text. */
export const FIT_CODES = [
  'prompt_too_long',
  'length_not_made',
  'size_not_made',
  'unknown_model',
  'no_reference',
  'reference_size',
  'cannot_derive',
] as const
export type FitCode = (typeof FIT_CODES)[number]

/** Something a person must mend, worded by `compose:problems.<code>` with its values. */
export interface ComposeProblem {
  code: BatchProblemCode | FitCode
  values: Readonly<Record<string, string | number>>
  /** The line of the source at which its row begins; null where it concerns everything. */
  line: number | null
  field: string | null
  position: TextPosition | null
}

export const fromBatch = ({ code, values, line, field, position }: BatchProblem): ComposeProblem => ({
  code,
  values,
  line,
  field,
  position,
})

const CODES: Readonly<Record<string, FitCode>> = {
  prompt: 'prompt_too_long',
  seconds: 'length_not_made',
  size: 'size_not_made',
  referenceId: 'no_reference',
  relation: 'cannot_derive',
}

export interface WantedTake {
  prompt: string
  seconds: number | null
  size: string | null
  relation: DerivingRelation | null
  reference: { size: string | null } | null
}

/** The first thing that the model does not take, or null. */
export const fitProblem = (
  wanted: WantedTake,
  model: ModelCapabilities,
  line: number | null = null,
): ComposeProblem | null => {
  const problem = checkRequest({ ...wanted, hasReference: wanted.reference !== null }, model)
  const at = { values: valuesOf(wanted, model), line, position: null }
  if (problem === null)
    return isOtherSize(wanted, model) ? { code: 'reference_size', field: 'referenceId', ...at } : null
  const code = CODES[problem.field]
  return code === undefined ? null : { code, field: problem.field, ...at }
}

const isOtherSize = ({ reference, size }: WantedTake, { referenceImage }: ModelCapabilities): boolean =>
  referenceImage?.mustMatchSize === true &&
  reference !== null &&
  reference.size !== null &&
  size !== null &&
  reference.size !== size

const valuesOf = (wanted: WantedTake, model: ModelCapabilities): Record<string, string | number> => ({
  model: model.label,
  seconds: wanted.seconds ?? '',
  size: wanted.size ?? '',
  lengths: writeLengths(model),
  sizes: (model.sizes ?? []).join(', '),
  length: [...wanted.prompt].length,
  limit: model.maxPromptLength,
  relation: wanted.relation ?? '',
  image: wanted.reference?.size ?? '',
})

const writeLengths = ({ seconds }: ModelCapabilities): string => {
  if (seconds === null) return ''
  return 'values' in seconds ? seconds.values.join(', ') : `${seconds.min}–${seconds.max}`
}
