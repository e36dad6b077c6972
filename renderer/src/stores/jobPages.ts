/** Ids of a list in order, by page. Pages come and go; what is known of a list is full of holes. */
export type JobPages = ReadonlyMap<number, readonly string[]>

export const PAGE_ROWS = 100
/** Pages kept on the screen's side; farther ones are fetched again when they come into sight. */
const MOST_PAGES = 24

export const idAtPlace = (pages: JobPages, index: number): string | null =>
  pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null

/** Pages fetched at different moments may overlap: then the older one goes, to be fetched again when in sight. */
export const withoutDoubles = (pages: JobPages): JobPages => {
  const owner = new Map<string, number>()
  for (const [page, ids] of pages) for (const id of ids) owner.set(id, page)
  const kept = [...pages].filter(([page, ids]) => ids.every((id) => owner.get(id) === page))
  return kept.length === pages.size ? pages : new Map(kept)
}

/** Drops what lies farthest from the page in sight. */
export const nearestPages = (pages: JobPages, centre: number): JobPages => {
  if (pages.size <= MOST_PAGES) return pages
  const order = [...pages.keys()].sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre))
  const kept = new Set(order.slice(0, MOST_PAGES))
  return new Map([...pages].filter(([page]) => kept.has(page)))
}

/**
 * The pages with some jobs moved together to stand before a place, counted in the old order. Only what lies between
 * two known places can be moved about; the same pages where a hole is in the way.
 */
export const movePlaces = (pages: JobPages, moved: readonly string[], beforeIndex: number): JobPages => {
  const places = moved.map((id) => placeOf(pages, id))
  const first = Math.min(beforeIndex, ...places)
  const last = Math.max(beforeIndex - 1, ...places)
  if (places.includes(-1) || last <= first) return pages
  const stretch = Array.from({ length: last - first + 1 }, (_, offset) => idAtPlace(pages, first + offset))
  if (stretch.includes(null)) return pages
  const isMoved = new Set<string | null>(moved)
  const stays = (ids: (string | null)[]): (string | null)[] => ids.filter((id) => !isMoved.has(id))
  const cut = beforeIndex - first
  const ordered = [...stays(stretch.slice(0, cut)), ...moved, ...stays(stretch.slice(cut))]
  return new Map(
    [...pages].map(([page, ids]) => [page, ids.map((id, row) => ordered[page * PAGE_ROWS + row - first] ?? id)]),
  )
}

const placeOf = (pages: JobPages, id: string): number => {
  for (const [page, ids] of pages) {
    const row = ids.indexOf(id)
    if (row >= 0) return page * PAGE_ROWS + row
  }
  return -1
}
