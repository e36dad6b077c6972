import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDraggedOut } from '../../jobs/dragOut.ts'
import { useScreen } from '../../stores/screenContext.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true && !isDraggedOut()

/** A dialog wants an answer first; the player gives way. */
const isModal = (): boolean => document.querySelector('[role="dialog"]:not([data-nested], [data-toast])') !== null

/** Takes pictures to start from and files with prompts, wherever in the window they are dropped. */
export const WindowDrop = () => {
  const { t } = useTranslation('compose')
  const { compose, navigation } = useScreen()
  const [isOver, setOver] = useState(false)

  const canTake = (): boolean => navigation.store.getState().playing !== null || !isModal()
  const onDragOver = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return
    // Without this the window would open the file in the place of the page.
    event.preventDefault()
    const isWelcome = canTake()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isWelcome ? 'copy' : 'none'
    setOver(isWelcome)
  })
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    if (!isDraggedOut() && canTake()) compose.ask({ kind: 'files', files })
  })
  useEffect(() => {
    const over = (event: DragEvent): void => onDragOver(event)
    const drop = (event: DragEvent): void => onDrop(event)
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    window.addEventListener('dragleave', leave)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
      window.removeEventListener('dragleave', leave)
    }
  }, [])

  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-1 z-50 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-scrim">
      <p className="rounded-md border border-line bg-raised px-4 py-3 font-medium shadow-dialog">{t('drop')}</p>
    </div>
  )
}
