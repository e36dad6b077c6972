import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const packageSchema = z.object({ name: z.literal('dailies'), version: z.string() })

export interface AppRoot {
  version: string
  /** The built screen; null where nothing is built. */
  rendererDir: string | null
}

/** Finds the app's own folder above `start`, which is elsewhere in the sources than in the build. */
export const findAppRoot = (start: string): AppRoot => {
  for (let folder = start; ; folder = dirname(folder)) {
    const version = versionIn(join(folder, 'package.json'))
    if (version !== null) {
      const rendererDir = join(folder, 'out', 'renderer')
      return { version, rendererDir: existsSync(join(rendererDir, 'index.html')) ? rendererDir : null }
    }
    if (folder === dirname(folder)) throw new Error(`The package.json of Dailies is missing above ${start}.`)
  }
}

const versionIn = (path: string): string | null => {
  if (!existsSync(path)) return null
  const parsed = packageSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  return parsed.success ? parsed.data.version : null
}
