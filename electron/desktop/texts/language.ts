import { createTranslate, detectShellLanguage, type ShellLanguage, type Translate } from './texts.ts'

export interface LanguageDeps {
  /** The page's, from an earlier time; null before it said any. */
  remembered: ShellLanguage | null
  /** The system's languages, the best one first. */
  systemLanguages(): readonly string[]
  remember(language: ShellLanguage): void
}

export interface Language {
  translate(): Translate
  /** The page speaks this one. */
  set(language: ShellLanguage): void
  onChange(listener: () => void): void
}

/** The language of everything that the system shows for the app: the page's, and the system's until a page has said it. */
export const createLanguage = ({ remembered, systemLanguages, remember }: LanguageDeps): Language => {
  const listeners = new Set<() => void>()
  let language = remembered
  let translate: Translate | null = null
  return {
    translate() {
      translate ??= createTranslate(language ?? detectShellLanguage(systemLanguages()))
      return translate
    },
    set(next) {
      if (next === language) return
      language = next
      translate = null
      remember(next)
      for (const listener of listeners) listener()
    },
    onChange: (listener) => void listeners.add(listener),
  }
}
