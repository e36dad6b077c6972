import type { BatchRow } from '../../../../shared/batch/batchRows.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import type { BatchInput } from './batchDesk.ts'
import { findModel, settleSeconds, settleSize } from './choice.ts'
import { fitProblem, type ComposeProblem } from './composeProblem.ts'

/** The model that a row names, or the chosen one; null where that is not known. */
export const modelOf = ({ fields }: BatchRow, { model, models }: BatchInput): ModelCapabilities | null => {
  const name = fields.model ?? model
  return name === null || models === null ? null : findModel(name, models)
}

/** What a row says, and for the rest what is chosen as far as the row's model takes it. */
export const settleRow = (row: BatchRow, input: BatchInput): { seconds: number | null; size: string | null } => {
  const { seconds, size } = row.fields
  const model = modelOf(row, input)
  const isChosenModel = row.fields.model === undefined || model === null
  return {
    seconds: seconds ?? (isChosenModel ? input.seconds : settleSeconds(input.seconds, model)),
    size: size ?? (isChosenModel ? input.size : settleSize(input.size, model)),
  }
}

/** What the row's model does not make. */
export const rowFit = (row: BatchRow, input: BatchInput): ComposeProblem | null => {
  if (input.mode !== 'table' || input.models === null) return null
  const model = modelOf(row, input)
  if (model === null) {
    if (row.fields.model === undefined) return null
    const known = input.models.map(({ id }) => id).join(', ')
    return {
      code: 'unknown_model',
      values: { model: row.fields.model, known },
      line: row.line,
      field: 'model',
      position: null,
    }
  }
  const wanted = { prompt: '', ...settleRow(row, input), relation: input.relation, reference: input.reference }
  return fitProblem(wanted, model, row.line)
}
