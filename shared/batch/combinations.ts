import { createProblem, positionAt, type BatchProblem } from './batchProblem.ts'
import { nameKey, type PromptPart } from './promptSyntax.ts'

/** Values by folded name; see `foldNames`. */
export type NamedValues = ReadonlyMap<string, readonly string[]>

export const foldNames = (values: Readonly<Record<string, readonly string[]>>): Map<string, readonly string[]> =>
  new Map(Object.entries(values).map(([name, entries]) => [nameKey(name), entries]))

/** Counts stop here: a total of this size means "this or more". */
export const UNCOUNTABLE = Number.MAX_SAFE_INTEGER

export const product = (sizes: readonly number[]): number =>
  sizes.reduce((total, size) => Math.min(total * size, UNCOUNTABLE), 1)
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => Math.min(total + size, UNCOUNTABLE), 0)

/** A part with the number of texts it can become; a variable counts once, its values are an axis of the whole prompt. */
export type SizedPart =
  | { kind: 'text'; text: string; size: 1 }
  | { kind: 'variable'; key: string; size: 1 }
  | { kind: 'entries'; label: string; entries: readonly string[]; size: number }
  | { kind: 'choice'; label: string; alternatives: Sequence[]; size: number }
interface Sequence {
  parts: SizedPart[]
  size: number
}

/** One thing that varies: a place in the prompt, or a variable wherever it stands. */
export interface Axis {
  /** What to call it in a message. */
  label: string
  size: number
  at: { part: number } | { variable: string; values: readonly string[] }
}

/** A prompt whose names are resolved, ready to be counted and written. Axes are in the order of first use. */
export interface Combinations {
  parts: SizedPart[]
  axes: Axis[]
}

/** Looks every name up. Nothing is multiplied out. */
export function resolveNames(
  prompt: { text: string; parts: readonly PromptPart[] },
  variables: NamedValues,
  lists: NamedValues,
): { ok: true; combinations: Combinations } | { ok: false; problems: BatchProblem[] } {
  const problems = new Map<string, BatchProblem>()
  const seen = new Map<string, Axis>()
  const complain = (kind: 'variable' | 'list', name: string, offset: number, isKnown: boolean): void => {
    const id = `${kind}:${nameKey(name)}`
    if (problems.has(id) || problems.size === MOST_PROBLEMS) return
    const position = positionAt(prompt.text, offset, 'prompt')
    problems.set(id, createProblem(`${isKnown ? 'empty' : 'unknown'}_${kind}`, { name }, { position }))
  }
  const noteVariable = (name: string, offset: number): void => {
    const key = nameKey(name)
    const values = variables.get(key)
    if (values === undefined || values.length === 0) return complain('variable', name, offset, values !== undefined)
    if (!seen.has(key)) seen.set(key, { label: `{${name}}`, size: values.length, at: { variable: key, values } })
  }
  const measure = (part: PromptPart): SizedPart => {
    if (part.kind === 'text') return { kind: 'text', text: part.text, size: 1 }
    if (part.kind === 'variable') {
      noteVariable(part.name, part.offset)
      return { kind: 'variable', key: nameKey(part.name), size: 1 }
    }
    if (part.kind === 'list') {
      const entries = lists.get(nameKey(part.name))
      if (entries === undefined || entries.length === 0) complain('list', part.name, part.offset, entries !== undefined)
      return { kind: 'entries', label: `{list:${part.name}}`, entries: entries ?? [], size: entries?.length ?? 0 }
    }
    const alternatives = part.alternatives.map(measureAll)
    const size = sum(alternatives.map((alternative) => alternative.size))
    return { kind: 'choice', label: labelOf(part.alternatives), alternatives, size }
  }
  const measureAll = (parts: readonly PromptPart[]): Sequence => {
    const measured = parts.map(measure)
    return { parts: measured, size: product(measured.map((part) => part.size)) }
  }

  const parts: SizedPart[] = []
  const axes: Axis[] = []
  for (const part of prompt.parts) {
    const known = seen.size
    const measured = measure(part)
    if (measured.kind === 'choice' || measured.kind === 'entries')
      axes.push({ label: measured.label, size: measured.size, at: { part: parts.length } })
    if (seen.size > known) for (const axis of [...seen.values()].slice(known)) axes.push(axis)
    parts.push(measured)
  }
  if (problems.size > 0) return { ok: false, problems: [...problems.values()] }
  return { ok: true, combinations: { parts, axes } }
}

const MOST_PROBLEMS = 20

function labelOf(alternatives: readonly PromptPart[][]): string {
  const first = alternatives[0]?.[0]
  const text = first?.kind === 'text' ? [...first.text.slice(0, 24)].slice(0, 12).join('') : ''
  return `{${text}|…}`
}

/** The digits of `index` where each place counts to its size; the last place turns fastest, as one reads a table. */
export function digitsOf(index: number, sizes: readonly number[]): number[] {
  const digits = sizes.map(() => 0)
  let rest = index
  for (let place = sizes.length - 1; place >= 0 && rest > 0; place -= 1) {
    const size = sizes[place] ?? 1
    digits[place] = rest % size
    rest = Math.floor(rest / size)
  }
  return digits
}

/** Writes the one text that `digits` (one for each axis) stand for. */
export function writePrompt({ parts, axes }: Combinations, digits: readonly number[]): string {
  const values = new Map<string, string>()
  const digitOfPart = new Map<number, number>()
  axes.forEach(({ at }, place) => {
    const digit = digits[place] ?? 0
    if ('part' in at) digitOfPart.set(at.part, digit)
    else values.set(at.variable, at.values[digit] ?? '')
  })
  const written: string[] = []
  const write = (part: SizedPart, digit: number): void => {
    if (part.kind === 'text') written.push(part.text)
    else if (part.kind === 'variable') written.push(values.get(part.key) ?? '')
    else if (part.kind === 'entries') written.push(part.entries[digit] ?? '')
    else writeAlternative(part.alternatives, digit)
  }
  const writeAlternative = (alternatives: readonly Sequence[], digit: number): void => {
    let rest = digit
    const taken = alternatives.find(({ size }) => {
      if (rest < size) return true
      rest -= size
      return false
    })
    if (taken === undefined) return
    const inner = digitsOf(
      rest,
      taken.parts.map((part) => part.size),
    )
    taken.parts.forEach((part, index) => write(part, inner[index] ?? 0))
  }
  parts.forEach((part, index) => write(part, digitOfPart.get(index) ?? 0))
  return written.join('')
}
