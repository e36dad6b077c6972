import type { BatchReading, BatchRow } from './batchRows.ts'

/**
 * One prompt a line. Blank lines separate and mean nothing; there are no comments, since a prompt may begin with
 * any character and none must vanish. Spaces around a prompt are left out.
 */
export function readPromptLines(source: string): BatchReading {
  const rows: BatchRow[] = []
  let line = 0
  let start = 0
  for (const text of source.split(LINE_END)) {
    line += 1
    const prompt = text.trim()
    const indent = text.length - text.trimStart().length
    const promptStart = { offset: start + indent, column: indent + 1 }
    if (prompt !== '') rows.push({ line, promptStart, fields: { prompt }, variables: {} })
    start += text.length + (source.startsWith('\r\n', start + text.length) ? 2 : 1)
  }
  return { rows, problems: [] }
}

const LINE_END = /\r\n|\r|\n/

/** The whole text as one prompt, line ends and all. */
export const readWholePrompt = (source: string): BatchReading => ({
  rows:
    source.trim() === ''
      ? []
      : [{ line: 1, promptStart: { offset: 0, column: 1 }, fields: { prompt: source }, variables: {} }],
  problems: [],
})
