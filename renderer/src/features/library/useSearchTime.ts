import type { SearchTime } from '../../../../shared/search/searchQuery.ts'
import { useNow } from '../../stores/screenContext.ts'

/** The moment and place in which "yesterday" in the search box is understood. */
export const useSearchTime = (): SearchTime => {
  const nowMs = useNow(false)
  return { nowMs, utcOffsetMinutes: -new Date(nowMs).getTimezoneOffset() }
}
