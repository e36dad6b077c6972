/** Where there is no page (in tests) nothing can be left. */
export const listenToLeaving = (leave: () => void): (() => void) => {
  if (typeof window === 'undefined') return () => {}
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') leave()
  }
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', onHide)
  return () => {
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', onHide)
  }
}
