import { createProblem, type BatchProblem } from './batchProblem.ts'
import {
  digitsOf,
  product,
  resolveNames,
  UNCOUNTABLE,
  writePrompt,
  type Combinations,
  type NamedValues,
} from './combinations.ts'
import { alwaysUsed, parsePrompt, type ParsedPrompt } from './promptSyntax.ts'
import { chooseNumbers, createSeededRandom } from './seededRandom.ts'

/** The most takes that one batch may make. */
export const BATCH_CEILING = 1000

/**
 * How what varies comes together. `cross`: every combination. `zip`: side by side, the first with the first; all need
 * the same number of values, and what has only one repeats. `sample`: that many different combinations, by seed.
 */
export type Combine = { mode: 'cross' } | { mode: 'zip' } | { mode: 'sample'; size: number; seed: number }

/** A prompt that was counted but not written out. `total` is `UNCOUNTABLE` where it is that or more. */
export type PromptPlan =
  { ok: true; total: number; combinations: Combinations; combine: Combine } | { ok: false; problems: BatchProblem[] }

/** Counts what a prompt would become; never writes any of it, however much that is. */
export function planPrompt(
  parsed: ParsedPrompt,
  variables: NamedValues,
  lists: NamedValues,
  combine: Combine,
): PromptPlan {
  if (!parsed.ok) return parsed
  const resolved = resolveNames(parsed, variables, lists)
  if (!resolved.ok) return resolved
  const { combinations } = resolved
  const sizes = combinations.axes.map((axis) => axis.size)
  const fail = (problem: BatchProblem): PromptPlan => ({ ok: false, problems: [problem] })

  if (combine.mode === 'zip') {
    const varying = combinations.axes.filter((axis) => axis.size > 1)
    const total = varying[0]?.size ?? 1
    if (varying.every((axis) => axis.size === total)) return { ok: true, total, combinations, combine }
    const lengths = varying.map((axis) => `${axis.label} ${axis.size}`).join(', ')
    return fail(createProblem('zip_lengths', { lengths }))
  }
  const always = alwaysUsed(parsed.parts)
  const repeated = combinations.axes.find(({ at, size }) => 'variable' in at && size > 1 && !always.has(at.variable))
  if (repeated !== undefined)
    return fail(createProblem('variable_sometimes_used', { name: repeated.label.slice(1, -1) }))
  if (combine.mode === 'cross') return { ok: true, total: product(sizes), combinations, combine }
  if (!Number.isSafeInteger(combine.size) || combine.size < 1) return fail(createProblem('sample_size'))
  return { ok: true, total: Math.min(combine.size, product(sizes)), combinations, combine }
}

/**
 * Writes a plan out, in a fixed order. @param plan with a total that the caller found to be within its ceiling
 * @param most only that many from the front, for a preview
 */
export function writePlan(
  { total, combinations, combine }: Extract<PromptPlan, { ok: true }>,
  most: number = total,
): string[] {
  const sizes = combinations.axes.map((axis) => axis.size)
  return chooseDigits(total, sizes, combine)
    .slice(0, most)
    .map((digits) => writePrompt(combinations, digits))
}

function chooseDigits(total: number, sizes: readonly number[], combine: Combine): number[][] {
  const numbers = Array.from({ length: total }, (_, index) => index)
  if (combine.mode === 'zip') return numbers.map((index) => sizes.map((size) => (size === 1 ? 0 : index)))
  const all = product(sizes)
  if (combine.mode === 'cross' || total === all) return numbers.map((index) => digitsOf(index, sizes))
  const random = createSeededRandom(combine.seed)
  // Among so many combinations two equal draws do not happen, and no number could name them all.
  if (all === UNCOUNTABLE) return numbers.map(() => sizes.map((size) => Math.floor(random() * size)))
  return chooseNumbers(total, all, random).map((index) => digitsOf(index, sizes))
}

export type ExpandedPrompt = { ok: true; prompts: string[] } | { ok: false; problems: BatchProblem[] }

/** One prompt written out, or what is in the way; more than `ceiling` is refused before anything is written. */
export function expandPrompt(
  text: string,
  variables: NamedValues,
  lists: NamedValues,
  combine: Combine = { mode: 'cross' },
  ceiling: number = BATCH_CEILING,
): ExpandedPrompt {
  const plan = planPrompt(parsePrompt(text), variables, lists, combine)
  if (!plan.ok) return plan
  if (plan.total > ceiling) return { ok: false, problems: [overCeiling(plan.total, ceiling)] }
  return { ok: true, prompts: writePlan(plan) }
}

export const overCeiling = (total: number, ceiling: number): BatchProblem =>
  total >= UNCOUNTABLE ? createProblem('uncountable', { ceiling }) : createProblem('over_ceiling', { total, ceiling })
