import type { ActivityItem } from '../../../shared/activity/activityRoutes.ts'
import type { ActivityPlace, ActivityRepository } from './activityRepository.ts'

export interface ActivityQuery {
  types: readonly string[] | undefined
  accountId: string | undefined
  before: ActivityPlace | null
  limit: number
}

/**
 * One page of what happened to all jobs, newest first. Filtering looks at a bounded stretch, so that asking for what
 * is rare never holds up the rest; `next` then goes on where the search stopped.
 */
export function listActivity(
  activity: ActivityRepository,
  { types, accountId, before, limit }: ActivityQuery,
): { items: ActivityItem[]; next: ActivityPlace | null } {
  const isFiltered = types !== undefined || accountId !== undefined
  const stretch = isFiltered ? LONGEST_STRETCH : limit
  const places = activity.places(before, stretch + 1)
  const searched = places.slice(0, stretch)
  const accounts = new Map<number, string | null>()
  const accountOf = (jobSeq: number): string | null => {
    if (!accounts.has(jobSeq)) accounts.set(jobSeq, activity.accountOf(jobSeq))
    return accounts.get(jobSeq) ?? null
  }
  const items: ActivityItem[] = []
  let last: ActivityPlace | null = null
  for (const place of searched) {
    if (items.length === limit) break
    last = place
    if (types !== undefined && !types.includes(place.type)) continue
    if (accountId !== undefined && accountOf(place.jobSeq) !== accountId) continue
    const row = activity.read(place)
    if (row !== null) items.push(toItem(row))
  }
  const isEnd = places.length <= stretch && last === places.at(-1)
  return { items, next: isEnd ? null : toPlace(last) }
}

const toItem = ({ jobSeq: _jobSeq, ...item }: ActivityItem & { jobSeq: number }): ActivityItem => item
const toPlace = (place: ActivityPlace | null): ActivityPlace | null =>
  place === null ? null : { at: place.at, jobSeq: place.jobSeq, id: place.id }

const LONGEST_STRETCH = 5000
