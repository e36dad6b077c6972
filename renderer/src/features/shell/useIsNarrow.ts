import { useSyncExternalStore } from 'react'

/** Below this the three columns do not fit side by side: a small window, or a large zoom. */
const NARROW = '(max-width: 56rem)'

const listen = (onChange: () => void): (() => void) => {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

export const useIsNarrow = (): boolean => useSyncExternalStore(listen, () => window.matchMedia(NARROW).matches)
