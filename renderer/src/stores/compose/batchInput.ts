import { nameKey } from '../../../../shared/batch/promptSyntax.ts'
import type { Combine } from '../../../../shared/batch/expandPrompt.ts'
import type { PromptList } from '../../../../shared/desk/desk.ts'
import type { BatchInput } from './batchDesk.ts'
import type { Choice } from './choice.ts'
import type { Draft, DraftTable } from './draft.ts'

/** One value a line; spaces around a value are left out, as are blank lines. */
export const readValues = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const readVariables = (variables: Draft['variables']): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, text]) => [nameKey(name), readValues(text)] as const)
      .filter(([, values]) => values.length > 0),
  )

const readCombine = ({ combine, sampleSize, seed }: Draft): Combine =>
  combine === 'sample' ? { mode: 'sample', size: sampleSize, seed } : { mode: combine }

/** What is to be counted or written out, from what is typed and chosen. */
export const batchInput = ({
  draft,
  table,
  lists,
  choice,
}: {
  draft: Draft
  table: DraftTable | null
  lists: readonly PromptList[] | null
  choice: Choice
}): BatchInput => ({
  mode: draft.mode,
  text: draft.text,
  table: draft.mode === 'table' ? table : null,
  count: draft.count,
  isPlainText: draft.isPlainText,
  variables: readVariables(draft.variables),
  lists: Object.fromEntries((lists ?? []).map(({ name, entries }) => [name, entries])),
  combine: readCombine(draft),
  models: choice.models,
  model: choice.model?.id ?? null,
  seconds: choice.seconds,
  size: choice.size,
  relation: draft.parent?.relation ?? null,
  reference: draft.parent === null && draft.reference !== null ? sizeOf(draft.reference) : null,
})

const sizeOf = ({ width, height }: NonNullable<Draft['reference']>): BatchInput['reference'] => ({
  size: width === null || height === null ? null : `${width}x${height}`,
})
