import { useEffect, useRef, type ClipboardEvent, type ReactNode, type RefObject } from 'react'
import { useScreen } from '../../stores/screenContext.ts'

/** The composer's place on the page: takes pasted images to start from. What is dropped, the whole window takes. */
export const ComposerArea = ({ children }: { children: ReactNode }) => {
  const { composer } = useScreen()
  const area = useRef<HTMLDivElement>(null)
  useAnnouncedHeight(area)

  const onPaste = (event: ClipboardEvent): void => {
    const image = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    // A cell copied from a spreadsheet comes as text and as a picture: the text is meant.
    if (image === undefined || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    void composer.references.add(image, image.name)
  }
  return (
    <div ref={area} data-composer onPaste={onPaste} className="relative">
      {/* On a small or much enlarged screen it must not grow beyond what can be seen. */}
      <div className="max-h-[78vh] overflow-x-hidden overflow-y-auto">{children}</div>
    </div>
  )
}

/** Tells the page how high the composer stands, so that toasts can keep clear of it. */
const useAnnouncedHeight = (area: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const element = area.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      document.body.style.setProperty('--composer-height', `${element.offsetHeight}px`),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      document.body.style.removeProperty('--composer-height')
    }
  }, [area])
}
