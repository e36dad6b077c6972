import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface InnerSize {
  /** Pixels beside the scrollbar; 0 until it is known. */
  width: number
  /** Pixels of the person's text size. */
  rem: number
}

/** Follows the room that a scrolling list has; the element shows a scrollbar of its own and has no height. */
export const useInnerSize = (): { ref: RefObject<HTMLDivElement | null>; size: InnerSize } => {
  const ref = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<InnerSize>({ width: 0, rem: 16 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => {
      const width = element.clientWidth
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      setSize((before) => (before.width === width && before.rem === rem ? before : { width, rem }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, size }
}
