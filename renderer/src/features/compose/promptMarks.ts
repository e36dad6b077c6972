import { parsePrompt } from '../../../../shared/batch/promptSyntax.ts'

/** A piece of a prompt to be set off from the rest. */
export interface PromptMark {
  start: number
  end: number
  kind: 'choice' | 'name' | 'problem'
}

/** Beyond this a mirror of the text costs more per keystroke than it helps. */
const LONGEST_MARKED = 20_000

const SIGNS = /\\[{}|\\]|[{}|]/g

/** Where the batch syntax stands in a text, in order and without overlap; empty where there is none. */
export const promptMarks = (text: string): PromptMark[] => {
  if (text.length > LONGEST_MARKED || !/[{}]/.test(text)) return []
  const parsed = parsePrompt(text)
  if (!parsed.ok)
    return parsed.problems
      .flatMap(({ position }) => (position === null ? [] : [position.offset]))
      .sort((a, b) => a - b)
      .map((offset) => ({ start: offset, end: offset + 1, kind: 'problem' }))
  return groupsOf(text)
}

/** Outermost braces of a text that is known to be well-formed. */
const groupsOf = (text: string): PromptMark[] => {
  const marks: PromptMark[] = []
  let depth = 0
  let start = 0
  let hasBar = false
  for (const { 0: sign, index } of text.matchAll(SIGNS)) {
    if (sign === '{') {
      if (depth === 0) {
        start = index
        hasBar = false
      }
      depth += 1
    } else if (sign === '}') {
      depth -= 1
      if (depth === 0) marks.push({ start, end: index + 1, kind: hasBar ? 'choice' : 'name' })
    } else if (sign === '|' && depth > 0) hasBar = true
  }
  return marks
}

/** The whole text cut at its marks. */
export const cutAtMarks = (
  text: string,
  marks: readonly PromptMark[],
): { text: string; start: number; kind: PromptMark['kind'] | null }[] => {
  const pieces: { text: string; start: number; kind: PromptMark['kind'] | null }[] = []
  let at = 0
  for (const { start, end, kind } of marks) {
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, kind: null })
    pieces.push({ text: text.slice(start, end), start, kind })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, kind: null })
  return pieces
}
