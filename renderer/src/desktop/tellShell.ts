import { chosenLanguage } from '../i18n/i18n.ts'
import type { Preferences } from '../stores/preferencesStore.ts'
import type { Screen } from '../stores/screen.ts'
import type { ShellBridge } from '../bridge/bridge.ts'

/** Tells the shell what its menus and the frame of the window have to fit: the theme, the language, the keys. */
export const tellShell = ({ preferences }: Pick<Screen, 'preferences'>, shell: ShellBridge): (() => void) => {
  const tellTheme = ({ theme }: Preferences): void => void shell.request('shell.setTheme', { theme })
  const tellWords = ({ language, shortcuts }: Preferences): void =>
    void shell.request('shell.setWords', {
      language: chosenLanguage(language),
      shortcuts: Object.fromEntries(Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]])),
    })
  const now = preferences.store.getState()
  tellTheme(now)
  tellWords(now)
  return preferences.store.subscribe((next, before) => {
    if (next.theme !== before.theme) tellTheme(next)
    if (next.language !== before.language || next.shortcuts !== before.shortcuts) tellWords(next)
  })
}
