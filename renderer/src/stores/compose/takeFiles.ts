import { loadTexts, translate } from '../../i18n/i18n.ts'
import { showToast } from '../../ui/toast.ts'
import type { Composer } from '../composeStore.ts'
import { recogniseTable } from './tableRows.ts'

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

const kindOf = ({ name, type }: Pick<File, 'name' | 'type'>): 'picture' | 'table' | null => {
  if (type.startsWith('image/')) return 'picture'
  return TABLE_NAMES.test(name) || TABLE_TYPES.test(type) ? 'table' : null
}

/** What of several files the composer has use for: one picture and one table. */
export const sortFiles = <F extends Pick<File, 'name' | 'type'>>(files: readonly F[]) => {
  const first = (kind: 'picture' | 'table'): F | null => files.find((file) => kindOf(file) === kind) ?? null
  const picture = first('picture')
  const table = first('table')
  return { picture, table, left: files.filter((file) => file !== picture && file !== table) }
}

const refuse = (text: string): void => void showToast({ text, tone: 'error' })

const takeTable = async (composer: Composer, file: File): Promise<void> => {
  if (file.size > LARGEST_TABLE_BYTES) return refuse(translate('compose:table.tooLarge', { name: file.name }))
  const text = readText(new Uint8Array(await file.arrayBuffer()))
  if (isBlank(text)) return refuse(translate('compose:table.emptyFile', { name: file.name }))
  if (LINES_NAME.test(file.name)) return composer.replace({ draft: { mode: 'lines', text }, said: 'file' })
  const before = composer.store.getState().table
  composer.change({ mode: 'table' })
  composer.changeTable(recogniseTable(text, file.name))
  composer.setPanelOpen(true)
  if (before !== null)
    showToast({
      text: translate('compose:table.replaced'),
      action: { label: translate('compose:table.takeBack'), run: () => composer.changeTable(before) },
    })
}

/** Sends files where they belong in the composer, and says which ones it has no use for. */
export const takeFiles = async (composer: Composer, files: readonly File[]): Promise<void> => {
  await loadTexts()
  const { picture, table, left } = sortFiles(files)
  const [unknown] = left
  if (picture?.size === 0) refuse(translate('compose:table.emptyFile', { name: picture.name }))
  else if (picture !== null) void composer.references.add(picture, picture.name)
  if (table !== null) await takeTable(composer, table)
  if (unknown === undefined) return
  if (picture === null && table === null) refuse(translate('compose:dropUnknown', { name: unknown.name }))
  else refuse(translate('compose:dropLeft', { count: left.length }))
}
