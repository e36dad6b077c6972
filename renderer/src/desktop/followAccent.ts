import type { Screen } from '../stores/screen.ts'
import type { MirrorStorage } from '../stores/preferencesStore.ts'
import type { ShellStore } from '../stores/shellStore.ts'
import { ACCENT_PROPERTIES, accentProperties } from '../ui/accent.ts'
import { setColours } from '../ui/rootColours.ts'

/** The colours to put in force; empty for Dailies' own. */
export const coloursFor = (choice: 'system' | 'dailies', accentColor: string | null): Record<string, string> =>
  choice === 'system' && accentColor !== null && /^#[0-9a-f]{6}$/i.test(accentColor)
    ? accentProperties(accentColor)
    : {}

/** Keeps the page's accent that of the system, where the person wants that and the system has one. */
export const followAccent = (
  { preferences }: Pick<Screen, 'preferences'>,
  { store }: Pick<ShellStore, 'store'>,
  mirror: MirrorStorage,
): (() => void) => {
  let now: string | null = null
  const renew = (): void => {
    const { shell } = store.getState()
    if (shell === null) return
    const colours = coloursFor(preferences.store.getState().accent, shell.accentColor)
    const next = JSON.stringify(colours)
    if (next === now) return
    now = next
    setColours(colours, ACCENT_PROPERTIES, mirror)
  }
  renew()
  const stops = [store.subscribe(renew), preferences.store.subscribe(renew)]
  return () => {
    for (const stop of stops) stop()
  }
}
