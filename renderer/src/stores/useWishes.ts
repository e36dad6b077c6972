import { useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ListPlace } from './listPlace.ts'

/** Brings into sight what the list is asked to go to. Answers what a grid fills with the way to do so. */
export const useWishes = (place: ListPlace): RefObject<((index: number) => void) | null> => {
  const goTo = useRef<((index: number) => void) | null>(null)
  const wish = useStore(place.store, (state) => state.wish)
  useEffect(() => {
    // A grid that is not there yet fills this with its own first effect, and looks again.
    if (wish === null || goTo.current === null) return
    place.arrive()
    goTo.current(wish)
  })
  return goTo
}
