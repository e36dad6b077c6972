/** How long a page lives on behind a hidden window: reopening within that time shows it as it was, at once. */
const PAGE_LIFE_MS = 5 * 60_000

/** `DAILIES_HIDDEN_WINDOW_MS` is for tests; what is no number of milliseconds is ignored. */
export const pageLifeMs = (env: Readonly<Record<string, string | undefined>>): number => {
  const text = env.DAILIES_HIDDEN_WINDOW_MS ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : PAGE_LIFE_MS
}

export type QuitPhase = 'running' | 'asking' | 'closing' | 'closed'

/**
 * What happens to a window that is told to close. `close`: lets it go; `hide`: the engine goes on in the tray; `quit`: as
 * if the person had quit; `ignore`: the question whether to quit is on the screen.
 */
export type CloseDecision = 'close' | 'hide' | 'quit' | 'ignore'

/** On macOS an app outlives its windows by convention, with or without a tray. */
export const decideClose = (state: {
  phase: QuitPhase
  staysInTray: boolean
  platform: NodeJS.Platform
}): CloseDecision => {
  if (state.phase === 'closed') return 'close'
  if (state.phase === 'closing') return 'hide'
  if (state.phase === 'asking') return 'ignore'
  if (state.staysInTray) return 'hide'
  return state.platform === 'darwin' ? 'close' : 'quit'
}

/** A start at login asks for no window; without an icon either, nobody could find what runs, or end it. */
export const isOutOfReach = (state: { phase: QuitPhase; isVisible: boolean; hasTray: boolean }): boolean =>
  state.phase === 'running' && !state.isVisible && !state.hasTray
