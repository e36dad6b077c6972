import i18next from 'i18next'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

/*
 * What the system shows for the app: menus, the tray, notices, dialogs. One file per part of the shell in `en/`, its
 * translation, typed by it, in `de/`. Plurals end in `_one` and `_other` and are asked for with `count`.
 */

export type ShellLanguage = 'en' | 'de'
type Texts = typeof en
/** `tray:quit` and so on; plurals without their ending. */
export type TextKey = {
  [P in keyof Texts]: `${P}:${WithoutPlural<Extract<keyof Texts[P], string>>}`
}[keyof Texts]
type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K

export type Translate = (key: TextKey, values?: Record<string, string | number>) => string

/** The first of the person's languages that there is; English else. */
export const detectShellLanguage = (wanted: readonly string[]): ShellLanguage =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'de' || tag === 'en') === 'de' ? 'de' : 'en'

export const createTranslate = (language: ShellLanguage): Translate => {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en, de },
    ns: Object.keys(en),
    // The system shows plain text.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return (key, values) => instance.t(key, values ?? {})
}
