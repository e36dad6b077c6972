/** What is done when the computer or the session is about to end. */
export interface ShutdownDecision {
  /** Whether the system is asked to wait until the app has closed by itself. */
  isDelayed: boolean
  /** Whether work in flight is asked about before. */
  isAsked: boolean
}

/**
 * On macOS a box that belongs to no visible window stops everything, the limit for the answer included; Windows says
 * `critical` when it waits for nobody. Nothing is lost either way.
 */
export const decideShutdown = (state: {
  platform: NodeJS.Platform
  reasons: readonly string[]
  isWindowVisible: boolean
}): ShutdownDecision => {
  if (state.reasons.includes('critical')) return { isDelayed: false, isAsked: false }
  return { isDelayed: true, isAsked: state.platform !== 'darwin' || state.isWindowVisible }
}
