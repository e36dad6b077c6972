import { de } from '../../../renderer/src/i18n/de/index.ts'
import { en, type English } from '../../../renderer/src/i18n/en/index.ts'
import { later } from '../../../renderer/src/i18n/en/later.ts'

/** Every text of the screen, by language. */
export const ENGLISH: English = { ...en, ...later }
export const GERMAN = de as unknown as English
