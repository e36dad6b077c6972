import { useEffect, useState } from 'react'

const IDLE_AFTER_MS = 2500

/** Whether hand and keyboard have rested for a while; never while `isWatching` is false. */
export const useIdle = (isWatching: boolean): boolean => {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    if (!isWatching) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stir = (): void => {
      clearTimeout(timer)
      setIdle(false)
      timer = setTimeout(() => setIdle(true), IDLE_AFTER_MS)
    }
    stir()
    for (const name of ['pointermove', 'pointerdown', 'keydown']) window.addEventListener(name, stir)
    return () => {
      clearTimeout(timer)
      setIdle(false)
      for (const name of ['pointermove', 'pointerdown', 'keydown']) window.removeEventListener(name, stir)
    }
  }, [isWatching])
  return isIdle
}
