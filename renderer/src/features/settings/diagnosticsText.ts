import type { Diagnostics } from '../../../../shared/activity/activityRoutes.ts'

/** The diagnostics as plain text for whoever helps, in English whatever the language of the screen. */
export const writeDiagnostics = (facts: Diagnostics, browser: string): string => {
  const { versions, counts } = facts
  const lines: [string, string][] = [
    ['Dailies', versions.app],
    ['Node.js', versions.node],
    ['SQLite', versions.sqlite],
    ['System', facts.platform],
    ['Screen', browser],
    ['Running since', new Date(facts.startedAt).toISOString()],
    ['Data folder', facts.dataDir],
    ['Videos folder', facts.videosDir],
    ['Key store', facts.keyStore],
    ['Library check', facts.integrity],
    ['Database', `${facts.databaseBytes} bytes, tables of version ${facts.schemaVersion}`],
    ...Object.entries(counts).map(([name, count]): [string, string] => [`Count of ${name}`, String(count)]),
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return `${lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`
}
