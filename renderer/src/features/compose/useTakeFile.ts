import { recogniseTable } from '../../stores/compose/tableRows.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { showToast } from '../../ui/toast.ts'
import { useTranslation } from 'react-i18next'

const TABLE_NAMES = /\.(csv|tsv|tab|jsonl|ndjson|json|txt)$/i
const TABLE_TYPES = /^(text\/|application\/(json|x-ndjson|jsonl|csv))/
const LINES_NAME = /\.txt$/i
/** Far more rows than can be queued at once; a larger file is most likely a slip. */
const LARGEST_TABLE_BYTES = 8_000_000

/** Spreadsheets on Windows still write Windows-1252. Bytes that are no UTF-8 are taken for that, never turned into question marks. */
export const readText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Nothing but space, or the mark that some programs begin every file with. */
export const isBlank = (text: string): boolean => text.replace(/^\ufeff/, '').trim() === ''

/** Sends a file where it belongs; false for a kind that the composer has no use for. */
export const useTakeFile = (): ((file: File) => Promise<boolean>) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()

  const sayEmpty = ({ name }: File): void => void showToast({ text: t('table.emptyFile', { name }), tone: 'error' })

  const takeTable = async (file: File): Promise<void> => {
    if (file.size > LARGEST_TABLE_BYTES)
      return void showToast({ text: t('table.tooLarge', { name: file.name }), tone: 'error' })
    const text = readText(new Uint8Array(await file.arrayBuffer()))
    if (isBlank(text)) return sayEmpty(file)
    if (LINES_NAME.test(file.name)) return composer.replace({ draft: { mode: 'lines', text }, said: 'file' })
    const before = composer.store.getState().table
    composer.change({ mode: 'table' })
    composer.changeTable(recogniseTable(text, file.name))
    composer.setPanelOpen(true)
    if (before !== null)
      showToast({
        text: t('table.replaced'),
        action: { label: t('table.takeBack'), run: () => composer.changeTable(before) },
      })
  }

  return async (file) => {
    if (file.size === 0) sayEmpty(file)
    else if (file.type.startsWith('image/')) await composer.references.add(file, file.name)
    else if (TABLE_NAMES.test(file.name) || TABLE_TYPES.test(file.type)) await takeTable(file)
    else return false
    return true
  }
}
