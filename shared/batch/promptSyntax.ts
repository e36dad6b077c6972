import { createProblem, positionAt, type BatchProblem, type BatchProblemCode } from './batchProblem.ts'

/**
 * The syntax of a batch prompt: `{a|b}` alternatives (they nest, and may be empty), `{name}` a variable,
 * `{list:name}` an entry of a kept list, `\{ \} \| \\` the characters themselves. All else is text, as typed.
 * See docs/decisions/0010-batch-syntax.md.
 */
export type PromptPart =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; alternatives: PromptPart[][]; offset: number }
  | { kind: 'variable'; name: string; offset: number }
  | { kind: 'list'; name: string; offset: number }

export type ParsedPrompt = { ok: true; text: string; parts: PromptPart[] } | { ok: false; problems: BatchProblem[] }

/** Deeper nesting is a slip; the bound lets everything behind the parser recurse. */
export const MOST_NESTING = 20
const MOST_PROBLEMS = 20

interface OpenBrace {
  offset: number
  alternatives: PromptPart[][]
}

/** Linear in the text, whatever it holds; never throws. */
export function parsePrompt(text: string): ParsedPrompt {
  const problems: BatchProblem[] = []
  const open: OpenBrace[] = []
  const parts: PromptPart[] = []
  let current = parts
  let at = 0

  const report = (code: BatchProblemCode, offset: number, values: BatchProblem['values'] = {}): void => {
    problems.push(createProblem(code, values, { position: positionAt(text, offset, 'prompt') }))
  }
  const addText = (added: string): void => {
    const last = current.at(-1)
    if (last?.kind === 'text') last.text += added
    else current.push({ kind: 'text', text: added })
  }
  const closeBrace = (): void => {
    const brace = open.pop()
    if (brace === undefined) return report('stray_brace', at)
    current = open.at(-1)?.alternatives.at(-1) ?? parts
    const inside = brace.alternatives.length === 1 ? readName(text.slice(brace.offset + 1, at)) : null
    if (brace.alternatives.length > 1) current.push({ kind: 'choice', ...brace })
    else if (typeof inside === 'object' && inside !== null) current.push({ ...inside, offset: brace.offset })
    else report(inside ?? 'one_alternative', brace.offset)
  }

  while (at < text.length && problems.length < MOST_PROBLEMS) {
    PLAIN.lastIndex = at
    const plain = PLAIN.exec(text)?.[0] ?? ''
    if (plain !== '') addText(plain)
    at += plain.length
    const character = text[at]
    if (character === undefined) break
    if (character === '\\') {
      const next = text[at + 1] ?? ''
      const isEscape = next !== '' && '{}|\\'.includes(next)
      addText(isEscape ? next : '\\')
      at += isEscape ? 2 : 1
      continue
    }
    if (character === '{') {
      if (open.length === MOST_NESTING) {
        report('nested_too_deep', at, { limit: MOST_NESTING })
        break
      }
      current = []
      open.push({ offset: at, alternatives: [current] })
    } else if (character === '}') {
      closeBrace()
    } else if (open.length === 0) {
      addText('|')
    } else {
      current = []
      open.at(-1)?.alternatives.push(current)
    }
    at += 1
  }
  if (problems.length === 0) for (const brace of open) report('unclosed_brace', brace.offset)
  return problems.length === 0 ? { ok: true, text, parts } : { ok: false, problems }
}

const PLAIN = /[^\\{}|]*/y

type Named = { kind: 'variable'; name: string } | { kind: 'list'; name: string }

function readName(inside: string): Named | 'empty_braces' | null {
  const trimmed = inside.length > LONGEST_NAME * 2 ? inside : inside.trim()
  if (trimmed === '') return 'empty_braces'
  const list = trimmed.startsWith('list:') ? trimmed.slice('list:'.length).trim() : null
  if (list !== null) return isName(list) ? { kind: 'list', name: list } : null
  return isName(trimmed) ? { kind: 'variable', name: trimmed } : null
}

const LONGEST_NAME = 100
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .-]*$/u

/** Whether a variable or list of this name can be written in a prompt. */
export const isName = (name: string): boolean => name.length <= LONGEST_NAME && NAME.test(name)

/** Names are compared without regard to case and spelling of accents. */
export const nameKey = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** Writes any text so that the syntax reads it as just that text. */
export const escapePromptText = (text: string): string => text.replaceAll(/[\\{}|]/g, String.raw`\$&`)

/** The names that a prompt uses, each once, in the order of first use: what a form must ask values for. */
export function namesUsed(parts: readonly PromptPart[]): { variables: string[]; lists: string[] } {
  const variables = new Map<string, string>()
  const lists = new Map<string, string>()
  const visit = (part: PromptPart): void => {
    if (part.kind === 'choice') part.alternatives.forEach((alternative) => alternative.forEach(visit))
    if (part.kind !== 'variable' && part.kind !== 'list') return
    const names = part.kind === 'variable' ? variables : lists
    if (!names.has(nameKey(part.name))) names.set(nameKey(part.name), part.name)
  }
  parts.forEach(visit)
  return { variables: [...variables.values()], lists: [...lists.values()] }
}

/** Keys of the variables that stand in the prompt whatever alternatives are taken. */
export function alwaysUsed(parts: readonly PromptPart[]): Set<string> {
  const used = new Set<string>()
  for (const part of parts) {
    if (part.kind === 'variable') used.add(nameKey(part.name))
    if (part.kind !== 'choice') continue
    const [first, ...others] = part.alternatives.map(alwaysUsed)
    for (const key of first ?? []) if (others.every((keys) => keys.has(key))) used.add(key)
  }
  return used
}
