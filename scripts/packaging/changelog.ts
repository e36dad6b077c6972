const HEADING = /^## +v?(\S+)/

/** What the changelog says of a version, without its heading; null where it says nothing. */
export const notesOf = (changelog: string, version: string): string | null => {
  const lines = changelog.split(/\r?\n/)
  const start = lines.findIndex((line) => HEADING.exec(line)?.[1] === version)
  if (start === -1) return null
  const length = lines.slice(start + 1).findIndex((line) => HEADING.test(line))
  const section = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length)
  const notes = section.join('\n').trim()
  return notes === '' ? null : notes
}
