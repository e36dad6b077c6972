import type { StatusTabId } from '../../stores/statusTabs.ts'

/** Where a list is scrolled to, for when one comes back to it from another view. */
export interface ScrollPlace {
  /** Pixels from the top. */
  recall(): number
  keep(pixels: number): void
}

const kept = new Map<StatusTabId, number>()

export const scrollPlaceOf = (tab: StatusTabId): ScrollPlace => ({
  recall: () => kept.get(tab) ?? 0,
  keep: (pixels) => void kept.set(tab, pixels),
})
