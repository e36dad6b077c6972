import { useEffect, useState } from 'react'

/** The whole page goes full screen, so that menus and tooltips, which lie beside the player, stay to be seen. */
export const useFullScreen = (): { isFullScreen: boolean; toggle: () => void } => {
  const [isFullScreen, setFullScreen] = useState(document.fullscreenElement !== null)
  useEffect(() => {
    const onChange = (): void => setFullScreen(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      if (document.fullscreenElement !== null) void document.exitFullscreen()
    }
  }, [])
  const toggle = (): void => {
    // A refusal (by policy, or without a person's press) leaves everything as it is.
    const change =
      document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
    change.catch(() => {})
  }
  return { isFullScreen, toggle }
}
