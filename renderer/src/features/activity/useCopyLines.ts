import { useTranslation } from 'react-i18next'
import { showToast } from '../../ui/toast.ts'

/** Copies lines of text and says how many. */
export const useCopyLines = (): ((lines: readonly string[]) => Promise<void>) => {
  const { t } = useTranslation('activity')
  return async (lines) => {
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      showToast({ text: t('log.copied', { count: lines.length }) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      showToast({ text: t('log.copyFailed', { reason }), tone: 'error' })
    }
  }
}
