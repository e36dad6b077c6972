import { shell } from 'electron'
import type { Logger } from '../../core/ports.ts'
import { externalUrl } from '../../core/security/externalUrl.ts'

/** Hands an address to the system's browser, or refuses it; the only way out of the app. */
export type OpenOutside = (address: string) => Promise<boolean>

/** False for what is no plain https address, and where the system could not open it. */
export const createOpenOutside =
  (logger: Logger): OpenOutside =>
  async (address) => {
    const url = externalUrl(address)
    if (url === null) {
      logger.warn('an address was not opened: only https ones are', {
        scheme: /^[a-z][a-z0-9+.-]{0,30}:/i.exec(address)?.[0],
      })
      return false
    }
    try {
      await shell.openExternal(url)
      return true
    } catch (error) {
      logger.warn('the system could not open an address', { error })
      return false
    }
  }
