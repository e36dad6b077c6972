import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { options } from '../machine/options.ts'
import { chromium } from '../pages/chromium.ts'
import { openPage, type Page, type PageHooks } from '../pages/page.ts'
import { getPath } from '../app/paths.ts'
import { colorScheme } from '../system/appearance.ts'
import { ELECTRON_VERSION } from '../machine/versions.ts'

/** Beside what a real Electron keeps in the same folder, so that what pages store outlives the app. */
const PROFILE = 'Stand-in Chromium'

/** Null where windows are only recorded. */
export const openContentsPage = async (
  preloadPath: string | undefined,
  size: { width: number; height: number },
  hooks: PageHooks,
): Promise<Page | null> => {
  if (options.pages === 'none') return null
  const preload = preloadPath === undefined ? null : { path: preloadPath, source: readFileSync(preloadPath, 'utf8') }
  const browser = await chromium(join(getPath('userData'), PROFILE))
  return await openPage(
    browser,
    {
      preload,
      size,
      colorScheme: colorScheme(),
      userAgentSuffix: `Electron/${ELECTRON_VERSION}`,
      locale: options.locale,
    },
    hooks,
  )
}
