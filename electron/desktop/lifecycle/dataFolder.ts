import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { app } from 'electron'
import { defaultDataDir } from '../../core/settings/defaultFolders.ts'

export interface DataFolder {
  path: string
  /** As it was asked for; null takes the default. */
  asked: string | null
}

/**
 * The one folder of this app, for the library, for what Chromium keeps, and for the single instance lock. Its default is
 * Electron's own `userData`. @throws where it cannot be made
 */
export const enterDataFolder = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): DataFolder => {
  const text = env.DAILIES_DATA_DIR ?? ''
  const asked = text === '' ? null : resolve(text)
  const path = asked ?? defaultDataDir({ platform, env, home: homedir() })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  app.setPath('userData', path)
  return { path, asked }
}
