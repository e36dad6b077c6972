import type { JobListQuery } from './jobList.ts'
import type { Preferences } from './preferencesStore.ts'

/** Headings need an order in which what belongs together stands together. */
export const groupsFor = (
  groups: Preferences['libraryGroups'],
  sortBy: JobListQuery['sort']['by'],
): 'day' | 'batch' | null => {
  if (groups === 'day') return sortBy === 'created' || sortBy === 'finished' ? 'day' : null
  return groups === 'batch' && sortBy === 'created' ? 'batch' : null
}

/** The order and the headings of the library, as the person wants them. */
export const queryOfLibrary = ({
  librarySort: { by, direction },
  libraryGroups,
}: Pick<Preferences, 'librarySort' | 'libraryGroups'>): Pick<JobListQuery, 'sort' | 'groupBy'> => ({
  sort: { by, direction },
  groupBy: groupsFor(libraryGroups, by),
})
