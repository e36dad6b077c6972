import { translate } from '../i18n/i18n.ts'
import { showToast } from './toast.ts'

/** Puts text on the clipboard and says so, or says why it could not. */
export const copyText = async (text: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ text: translate('ui:copied') })
  } catch (error) {
    showToast({ text: error instanceof Error ? error.message : String(error), tone: 'error' })
  }
}
