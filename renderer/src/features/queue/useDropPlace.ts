import { useEffect, useState } from 'react'

/** Between which rows something would be dropped. */
export interface DropPlace {
  /** The place before which it would stand. */
  index: number
  /** Pixels from the top of the list's box to the line between the rows. */
  top: number
}

interface Geometry {
  pointerY: number
  /** Of the whole list, which moves as it scrolls. */
  listTop: number
  listHeight: number
  /** Of the part in sight. */
  viewTop: number
  viewHeight: number
  rowHeight: number
}

/** The nearest gap between two rows of one height, kept within what is in sight. */
export const dropPlaceAt = ({ pointerY, listTop, listHeight, viewTop, viewHeight, rowHeight }: Geometry): DropPlace => {
  const within = Math.min(Math.max(pointerY, viewTop), viewTop + viewHeight)
  const last = Math.round(listHeight / rowHeight)
  const index = Math.min(Math.max(Math.round((within - listTop) / rowHeight), 0), last)
  const top = Math.min(Math.max(listTop + index * rowHeight - viewTop, 1), viewHeight - 1)
  return { index, top }
}

/** Follows the pointer or finger while something is dragged over the list; also while only the list moves under it. */
export const useDropPlace = (isDragging: boolean, rowHeight: number): DropPlace | null => {
  const [place, setPlace] = useState<DropPlace | null>(null)
  useEffect(() => {
    if (!isDragging) return
    const list = document.querySelector<HTMLElement>('#content [role="grid"]')
    const view = list?.parentElement
    if (list === null || view === null || view === undefined) return
    let pointerY: number | null = null
    const update = (): void => {
      if (pointerY === null) return
      const { top: listTop } = list.getBoundingClientRect()
      const { top: viewTop, height: viewHeight } = view.getBoundingClientRect()
      const listHeight = Number(list.getAttribute('aria-rowcount')) * rowHeight
      const next = dropPlaceAt({ pointerY, listTop, listHeight, viewTop, viewHeight, rowHeight })
      setPlace((known) => (known?.index === next.index && known.top === next.top ? known : next))
    }
    const onMouse = (event: MouseEvent): void => {
      pointerY = event.clientY
      update()
    }
    const onTouch = (event: TouchEvent): void => {
      pointerY = event.touches[0]?.clientY ?? pointerY
      update()
    }
    window.addEventListener('mousemove', onMouse)
    window.addEventListener('touchmove', onTouch, { passive: true })
    view.addEventListener('scroll', update)
    return () => {
      window.removeEventListener('mousemove', onMouse)
      window.removeEventListener('touchmove', onTouch)
      view.removeEventListener('scroll', update)
      setPlace(null)
    }
  }, [isDragging, rowHeight])
  return place
}
