import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../../stores/screenContext.ts'
import { showToast } from '../../ui/toast.ts'
import { useTakeFile } from './useTakeFile.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** Takes images to start from and files with prompts, by drop and by paste. */
export const DropArea = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const takeFile = useTakeFile()
  const [isOver, setOver] = useState(false)

  const area = useRef<HTMLDivElement>(null)
  useAnnouncedHeight(area)

  const onDrop = (event: DragEvent): void => {
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file === undefined) return
    event.preventDefault()
    void takeFile(file).then((isTaken) => {
      if (!isTaken) showToast({ text: t('dropUnknown', { name: file.name }), tone: 'error' })
    })
  }
  const onPaste = (event: ClipboardEvent): void => {
    const image = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    // A cell copied from a spreadsheet comes as text and as a picture: the text is meant.
    if (image === undefined || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    void composer.references.add(image, image.name)
  }
  return (
    <div
      ref={area}
      data-composer
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={onDrop}
      onPaste={onPaste}
      className="relative"
    >
      {/* On a small or much enlarged screen it must not grow beyond what can be seen. */}
      <div className="max-h-[78vh] overflow-x-hidden overflow-y-auto">{children}</div>
      {isOver && (
        <div className="pointer-events-none absolute inset-1 z-10 grid place-items-center rounded-md border-2 border-dashed border-accent bg-surface/90 font-medium">
          {t('drop')}
        </div>
      )}
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
