import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { unusableFolder } from '../../core/hostError.ts'
import { makeFolderSync } from '../../core/media/makeFolder.ts'
import { defaultDataDir } from '../../core/settings/defaultFolders.ts'

export interface DataFolder {
  path: string
  /** As it was asked for; null takes the default. */
  asked: string | null
}

/**
 * The one folder of this app, for the library, for what Chromium keeps, and for the single instance lock. Its default is
 * Electron's own `userData`. @throws HostOpenError where it cannot be made
 */
export const enterDataFolder = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  setUserData: (path: string) => void,
): DataFolder => {
  const text = env.DAILIES_DATA_DIR ?? ''
  const asked = text === '' ? null : resolve(text)
  const path = asked ?? defaultDataDir({ platform, env, home: homedir() })
  try {
    makeFolderSync(path, 0o700)
  } catch (cause) {
    throw unusableFolder('data', path, cause)
  }
  setUserData(path)
  return { path, asked }
}
