import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'

/*
 * All text that people read. One namespace per feature: `en/<feature>.ts` holds the English texts as a plain object,
 * `de/<feature>.ts` the German ones, typed by it, so that a missing or extra key does not compile.
 *
 * - In a component: `const { t } = useTranslation('queue')`, then `t('pause')`, `t('waiting', { count })`.
 * - Outside React: `translate('queue:pause')`.
 * - Plurals: keys ending in `_one` and `_other`; ask for the key without ending, with `count`.
 * - Numbers, durations, sizes, moments: the functions of `format.ts`, never by hand.
 * - Texts of a new feature: write both files and name them in `en/later.ts` and `de/index.ts`.
 *
 * The English of the first view comes with the first script, the rest of it right behind (`loadTexts`); other
 * languages are loaded when chosen.
 */

export const LANGUAGES = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
] as const
export type Language = (typeof LANGUAGES)[number]['id']

/** The first of the person's languages that there is; English else. */
export const detectLanguage = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .map((tag) => LANGUAGES.find(({ id }) => id === tag)?.id)
    .find((id) => id !== undefined) ?? 'en'

export const chosenLanguage = (preference: Language | 'system'): Language =>
  preference === 'system' ? detectLanguage(navigator.languages) : preference

const instance: i18n = i18next
void instance.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en },
  ns: Object.keys(en),
  defaultNS: 'ui',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  initAsync: false,
})

let texts: Promise<void> | null = null

/** Brings the English that is not needed at first; again, if it could not be had before. */
export const loadTexts = async (): Promise<void> => {
  texts ??= import('./en/later.ts').then(({ later }) => {
    for (const [namespace, entries] of Object.entries(later)) instance.addResourceBundle('en', namespace, entries)
  })
  try {
    await texts
  } catch (error) {
    texts = null
    throw error
  }
}

export const setLanguage = async (language: Language): Promise<void> => {
  if (language === 'de' && !instance.hasResourceBundle('de', 'ui')) {
    const { de } = await import('./de/index.ts')
    for (const [namespace, entries] of Object.entries(de)) instance.addResourceBundle('de', namespace, entries)
  }
  await instance.changeLanguage(language)
  document.documentElement.lang = language
}

export const currentLanguage = (): Language => (instance.language === 'de' ? 'de' : 'en')

/** For text outside React. The result is not renewed when the language changes. */
export const translate = instance.t
