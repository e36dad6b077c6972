import { planBatch, type BatchRequest, type RowPlan } from '../../../../shared/batch/batch.ts'
import type { BatchReading } from '../../../../shared/batch/batchRows.ts'
import { BATCH_CEILING, overCeiling, writePlan, type Combine } from '../../../../shared/batch/expandPrompt.ts'
import { UNCOUNTABLE } from '../../../../shared/batch/combinations.ts'
import { readPromptLines, readWholePrompt } from '../../../../shared/batch/promptLines.ts'
import { namesUsed, parsePrompt } from '../../../../shared/batch/promptSyntax.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import type { DerivingRelation } from '../composeRequests.ts'
import { priceUsd } from '../modelPrice.ts'
import { namesIn } from './batchNames.ts'
import { findModel } from './choice.ts'
import { fitProblem, fromBatch, type ComposeProblem } from './composeProblem.ts'
import type { ComposeMode, DraftTable } from './draft.ts'
import { modelOf, rowFit, settleRow } from './rowSettings.ts'
import { leaveOut, readTableRows, type TableReading } from './tableRows.ts'

/** All that decides what would be queued. Plain data, so that a worker can be asked. */
export interface BatchInput {
  mode: ComposeMode
  text: string
  table: DraftTable | null
  count: number
  isPlainText: boolean
  variables: Readonly<Record<string, readonly string[]>>
  lists: Readonly<Record<string, readonly string[]>>
  combine: Combine
  /** Null while it is not known what the account offers; then nothing is checked against it. */
  models: readonly ModelCapabilities[] | null
  /** Of the model that is chosen. */
  model: string | null
  seconds: number | null
  size: string | null
  relation: DerivingRelation | null
  /** The image to start from; its size is null where it is not known. */
  reference: { size: string | null } | null
}

/** What pressing the button would do, and what is in the way. */
export interface Figures {
  /** Takes in all; `UNCOUNTABLE` where it is that or more. */
  total: number
  /** Takes that go with the next press: no more than the ceiling. */
  now: number
  /** Rows that stay behind: with a problem, or beyond the ceiling. */
  rowsLeft: number
  /** The first ones, those without a line before the others. */
  problems: readonly ComposeProblem[]
  problemCount: number
  /** US dollars by the price lists for what goes now; null where any part of it is unknown. */
  priceUsd: number | null
  /** How many values each thing has that varies, in a single prompt. */
  factors: readonly number[]
  /** The first prompts as they would be sent, shortened. */
  preview: readonly { line: number; prompt: string }[]
  /** Names that need values or a list, from the prompts. */
  names: { variables: readonly string[]; lists: readonly string[] }
  table: (Omit<TableReading, 'reading'> & { rowCount: number }) | null
}

/** One request for takes, settled for its model. */
export interface BatchJob {
  prompt: string
  model?: string
  seconds?: number
  size?: string
  count?: number
  priority?: number
}

export interface Expansion {
  jobs: BatchJob[]
  /** Of the row that each job comes from. */
  lines: number[]
  /** Prompts that turned out blank or too long; their rows make nothing. */
  problems: ComposeProblem[]
  /** What is left of the text or the table; '' for nothing. */
  leftOver: string
}

/** Reads, counts and writes out batches; keeps the last table that it read. */
export interface BatchDesk {
  figure(input: BatchInput): Figures
  expand(input: BatchInput): Expansion
}

const MOST_PROBLEMS = 100
const PREVIEWED = 6
const LONGEST_PREVIEW = 400

interface Plan {
  reading: BatchReading
  table: TableReading | null
  /** What can be made, in order. */
  able: readonly RowPlan[]
  /** The front of it that keeps within the ceiling. */
  taken: readonly RowPlan[]
  total: number
  problems: readonly ComposeProblem[]
}

export const createBatchDesk = (): BatchDesk => {
  const readRows = keepLastTable()

  const plan = (input: BatchInput): Plan => {
    const table = input.mode === 'table' && input.table !== null ? readRows(input.table, input) : null
    const reading = readSource(input, table)
    const { plans, problems } = planBatch(requestOf(input, reading))
    const fits = plans.map((rowPlan) => rowFit(rowPlan.row, input))
    const able = plans.filter((_, index) => fits[index] === null)
    const total = able.reduce((sum, { total: takes }) => Math.min(sum + takes, UNCOUNTABLE), 0)
    const taken = withinCeiling(able)
    const everything = commonProblems(input, able, taken, total)
    const rowProblems = [...reading.problems, ...problems].map(fromBatch).concat(fits.filter((fit) => fit !== null))
    return {
      reading,
      table,
      able,
      taken: everything.length > 0 ? [] : taken,
      total,
      problems: [...everything, ...rowProblems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))],
    }
  }

  return {
    figure: (input) => {
      const { able, problems, reading, table, taken, total } = plan(input)
      const now = sumOf(taken)
      return {
        total,
        now,
        rowsLeft: input.mode === 'prompt' ? 0 : recordLines(reading).length - taken.length,
        problems: problems.slice(0, MOST_PROBLEMS),
        problemCount: problems.length,
        priceUsd: priceOf(taken, input),
        factors: input.mode === 'prompt' ? factorsOf(able[0]) : [],
        preview: previewOf(able),
        names: namesIn(input, reading, problems, table),
        table: table === null ? null : { columns: table.columns, layout: table.layout, rowCount: reading.rows.length },
      }
    },
    expand: (input) => {
      const { reading, taken } = plan(input)
      const jobs: BatchJob[] = []
      const lines: number[] = []
      const problems: ComposeProblem[] = []
      const gone = new Set<number>()
      for (const rowPlan of taken) {
        const made = expandRow(rowPlan, input)
        if (made.problem === null) {
          gone.add(rowPlan.row.line)
          for (const job of made.jobs) {
            jobs.push(job)
            lines.push(rowPlan.row.line)
          }
        } else problems.push(made.problem)
      }
      return { jobs, lines, problems, leftOver: leftOverOf(input, reading, gone) }
    },
  }
}

const keepLastTable = (): ((table: DraftTable, input: BatchInput) => TableReading) => {
  let last: { table: DraftTable; names: string; reading: TableReading } | null = null
  return (table, { text, isPlainText }) => {
    const names = isPlainText ? [] : variablesIn(text)
    const key = names.join('\n')
    if (last?.table !== table || (table.layout === null && last.names !== key))
      last = { table, names: key, reading: readTableRows(table, names) }
    return last.reading
  }
}

const variablesIn = (text: string): string[] => {
  const parsed = parsePrompt(text)
  return parsed.ok ? namesUsed(parsed.parts).variables : []
}

const NO_ROWS: BatchReading = { rows: [], problems: [] }

const readSource = ({ mode, text }: BatchInput, table: TableReading | null): BatchReading => {
  if (mode === 'prompt') return readWholePrompt(text)
  return mode === 'lines' ? readPromptLines(text) : (table?.reading ?? NO_ROWS)
}

const requestOf = (input: BatchInput, { rows }: BatchReading): BatchRequest => ({
  rows,
  common: { count: input.count, ...(input.mode === 'table' && input.text !== '' ? { prompt: input.text } : {}) },
  variables: input.variables,
  lists: input.lists,
  combine: input.combine,
  isPlainText: input.isPlainText,
})

const withinCeiling = (plans: readonly RowPlan[]): readonly RowPlan[] => {
  let sum = 0
  const end = plans.findIndex(({ total }) => {
    sum = Math.min(sum + total, UNCOUNTABLE)
    return sum > BATCH_CEILING
  })
  return end === -1 ? plans : plans.slice(0, end)
}

/** What keeps everything from being sent, whatever the rows say. */
const commonProblems = (
  input: BatchInput,
  able: readonly RowPlan[],
  taken: readonly RowPlan[],
  total: number,
): ComposeProblem[] => {
  if (able.length > 0 && taken.length === 0) return [fromBatch(overCeiling(total, BATCH_CEILING))]
  const model = input.model === null || input.models === null ? null : findModel(input.model, input.models)
  if (model === null) return []
  const [only] = able
  const prompt = input.mode === 'prompt' && only?.plan.total === 1 ? input.text : ''
  // A remix is as large as the take it comes from, whatever sizes can be asked for.
  const size = input.relation === null ? input.size : null
  const { seconds, relation, reference } = input
  const problem = fitProblem({ prompt, seconds, size, relation, reference }, model)
  return problem === null ? [] : [problem]
}

const sumOf = (plans: readonly RowPlan[]): number => plans.reduce((sum, { total }) => sum + total, 0)

const priceOf = (plans: readonly RowPlan[], input: BatchInput): number | null =>
  plans.reduce<number | null>((sum, { row, total }) => {
    if (sum === null) return null
    const price = priceUsd(modelOf(row, input) ?? undefined, { ...settleRow(row, input), count: total })
    return price === null ? null : sum + price
  }, 0)

const factorsOf = (only: RowPlan | undefined): number[] =>
  only?.plan.combinations.axes.map(({ size }) => size).filter((size) => size > 1) ?? []

const previewOf = (plans: readonly RowPlan[]): Figures['preview'] => {
  const preview: { line: number; prompt: string }[] = []
  for (const { plan, row } of plans) {
    if (preview.length >= PREVIEWED) break
    if (plan.total > BATCH_CEILING) continue
    for (const prompt of writePlan(plan, PREVIEWED - preview.length))
      preview.push({ line: row.line, prompt: prompt.slice(0, LONGEST_PREVIEW) })
  }
  return preview
}

const expandRow = ({ row, plan }: RowPlan, input: BatchInput): { jobs: BatchJob[]; problem: ComposeProblem | null } => {
  const prompts = writePlan(plan)
  const model = modelOf(row, input)
  const settled = settleRow(row, input)
  const at = { line: input.mode === 'prompt' ? null : row.line, field: 'prompt', position: null }
  if (prompts.some((prompt) => prompt.trim() === ''))
    return { jobs: [], problem: { code: 'blank_prompt', values: {}, ...at } }
  const wanted = { seconds: null, size: null, relation: null, reference: null }
  const tooLong = prompts
    .map((prompt) => (model === null ? null : fitProblem({ prompt, ...wanted }, model)))
    .find((problem) => problem !== null)
  if (tooLong !== undefined) return { jobs: [], problem: { ...tooLong, ...at } }
  const count = row.fields.count ?? input.count
  const { priority } = row.fields
  const said = {
    ...(model === null ? (row.fields.model === undefined ? {} : { model: row.fields.model }) : { model: model.id }),
    ...(settled.seconds === null ? {} : { seconds: settled.seconds }),
    ...(settled.size === null || input.relation !== null ? {} : { size: settled.size }),
    ...(count === 1 ? {} : { count }),
    ...(priority === undefined ? {} : { priority }),
  }
  return { jobs: prompts.map((prompt) => ({ prompt, ...said })), problem: null }
}

/** The lines at which records begin, those with problems too. */
const recordLines = ({ rows, problems }: BatchReading): number[] =>
  [...new Set([...rows.map(({ line }) => line), ...problems.flatMap(({ line }) => line ?? [])])].sort((a, b) => a - b)

const leftOverOf = (input: BatchInput, reading: BatchReading, gone: ReadonlySet<number>): string => {
  const source = input.mode === 'table' ? (input.table?.text ?? '') : input.text
  if (input.mode === 'prompt') return gone.size > 0 ? '' : source
  const format = input.mode === 'lines' ? 'lines' : (input.table?.format ?? 'csv')
  return leaveOut(source, recordLines(reading), gone, format)
}
