import { LIBRARY_PAGE_SIZE, type LibraryRouteName } from '../../../shared/library/libraryRoutes.ts'
import type { JobView } from '../jobs/jobView.ts'
import type { Library } from '../library/library.ts'
import type { Handlers } from './router.ts'

/** The library as screens show it: pages, where they begin, and what there is to filter by. */
export function createLibraryHandlers(library: Library, view: JobView): Pick<Handlers, LibraryRouteName> {
  return {
    'library.query': async ({ limit = LIBRARY_PAGE_SIZE, cursor, ...asked }) => {
      const { jobs, ...page } = await library.page(asked, { cursor, limit })
      return { items: jobs.map(view), ...page }
    },
    'library.outline': ({ groupBy, locate, ...asked }) => library.outline(asked, groupBy, locate),
    'library.facets': ({ statuses }) => library.facets(statuses),
  }
}
