import type { CreateJob } from '../ipc/contract.ts'
import { createProblem, type BatchProblem } from './batchProblem.ts'
import type { BatchRow } from './batchRows.ts'
import { foldNames, UNCOUNTABLE, type NamedValues } from './combinations.ts'
import { BATCH_CEILING, overCeiling, planPrompt, writePlan, type Combine, type PromptPlan } from './expandPrompt.ts'
import { parsePrompt, type ParsedPrompt } from './promptSyntax.ts'

export interface BatchRequest {
  rows: readonly BatchRow[]
  /** What every take has unless its row says otherwise; its prompt serves rows that have none. */
  common: Partial<Omit<CreateJob, 'requestId'>>
  /** Values beside the prompt, by name. */
  variables?: Readonly<Record<string, readonly string[]>>
  /** The lists that the person keeps, by name. */
  lists?: Readonly<Record<string, readonly string[]>>
  combine?: Combine
  /** Prompts are taken as they are, braces and all. */
  isPlainText?: boolean
  /** Takes in all; `BATCH_CEILING` by default. */
  ceiling?: number
}

export interface BatchEstimate {
  /** Takes in all, `count` included; `UNCOUNTABLE` where it is that or more. Rows with a problem make none. */
  total: number
  isOverCeiling: boolean
  problems: BatchProblem[]
}

export interface Batch extends BatchEstimate {
  /** In the order of the rows; empty where it would be too many. Each has its own prompt and its `count`. */
  jobs: CreateJob[]
}

/** One row's prompt with its names resolved. */
export interface RowPlan {
  row: BatchRow
  plan: Extract<PromptPlan, { ok: true }>
  /** Takes of this row, its `count` included. */
  total: number
}

/** How much a batch would make, and what is in the way. Nothing is written out, so it may be asked at each keystroke. */
export function estimateBatch(request: BatchRequest): BatchEstimate {
  return summarize(planBatch(request), request)
}

/** Turns rows into jobs to create: the same request always gives the same jobs in the same order. */
export function expandBatch(request: BatchRequest): Batch {
  const planned = planBatch(request)
  const estimate = summarize(planned, request)
  if (estimate.isOverCeiling) return { ...estimate, jobs: [] }
  const jobs: CreateJob[] = []
  const problems = [...estimate.problems]
  let total = 0
  for (const { row, plan, total: takes } of planned.plans) {
    const prompts = writePlan(plan)
    if (prompts.some((prompt) => prompt.trim() === '')) {
      problems.push(createProblem('blank_prompt', {}, { line: row.line, field: 'prompt' }))
      continue
    }
    total += takes
    for (const prompt of prompts) jobs.push({ ...request.common, ...row.fields, prompt })
  }
  return { total, isOverCeiling: false, problems, jobs }
}

export interface PlannedRows {
  plans: RowPlan[]
  problems: BatchProblem[]
}

function summarize({ plans, problems }: PlannedRows, { ceiling = BATCH_CEILING }: BatchRequest): BatchEstimate {
  const total = plans.reduce((sum, plan) => Math.min(sum + plan.total, UNCOUNTABLE), 0)
  const isOverCeiling = total > ceiling
  return { total, isOverCeiling, problems: isOverCeiling ? [...problems, overCeiling(total, ceiling)] : problems }
}

/** The rows that can be made, counted but not written out, and what is in the way of the others. */
export function planBatch(request: BatchRequest): PlannedRows {
  const plans: RowPlan[] = []
  const problems: BatchProblem[] = []
  const variables = foldNames(request.variables ?? {})
  const lists = foldNames(request.lists ?? {})
  const read = request.isPlainText === true ? readPlain : rememberLast(parsePrompt)
  for (const row of request.rows) {
    const prompt = row.fields.prompt ?? request.common.prompt
    if (prompt === undefined || prompt.trim() === '') {
      problems.push(createProblem('no_prompt', {}, { line: row.line, field: 'prompt' }))
      continue
    }
    const plan = planPrompt(read(prompt), withRow(variables, row), lists, combineFor(row, request.combine))
    const count = row.fields.count ?? request.common.count ?? 1
    if (plan.ok) plans.push({ row, plan, total: Math.min(plan.total * count, UNCOUNTABLE) })
    else problems.push(...plan.problems.map((problem) => placeInSource(problem, row)))
  }
  return { plans, problems }
}

const readPlain = (text: string): ParsedPrompt => ({ ok: true, text, parts: [{ kind: 'text', text }] })

/** Rows that share one prompt, as they do where only its variables differ, have it parsed once. */
function rememberLast(parse: (text: string) => ParsedPrompt): (text: string) => ParsedPrompt {
  let last: { text: string; parsed: ParsedPrompt } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, parsed: parse(text) }
    return last.parsed
  }
}

function withRow(variables: NamedValues, row: BatchRow): NamedValues {
  const own = Object.entries(row.variables)
  if (own.length === 0) return variables
  return new Map([...variables, ...foldNames(Object.fromEntries(own.map(([name, value]) => [name, [value]])))])
}

/** Each row draws its own samples: with one seed for all, equal rows would get equal takes. */
const combineFor = (row: BatchRow, combine: Combine = { mode: 'cross' }): Combine =>
  combine.mode === 'sample' ? { ...combine, seed: combine.seed + Math.imul(row.line - 1, 0x85ebca6b) } : combine

/** Says where in the source it is, as far as the prompt stands there as it was typed. */
function placeInSource(problem: BatchProblem, row: BatchRow): BatchProblem {
  const placed = { ...problem, line: row.line, field: problem.field ?? 'prompt' }
  const { position } = problem
  const start = row.promptStart
  if (position === null || start === null) return placed
  const offset = start.offset + position.offset
  const line = row.line + position.line - 1
  const column = position.line === 1 ? start.column + position.column - 1 : position.column
  return { ...placed, position: { within: 'source', offset, line, column } }
}
