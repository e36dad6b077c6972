/** Puts text in place of what is selected; answers the new text and where the cursor then stands. */
export const insertText = (
  text: string,
  inserted: string,
  selection: { start: number | null; end: number | null },
): { text: string; cursor: number } => {
  const start = Math.min(selection.start ?? text.length, text.length)
  const end = Math.max(start, Math.min(selection.end ?? start, text.length))
  return { text: text.slice(0, start) + inserted + text.slice(end), cursor: start + inserted.length }
}
