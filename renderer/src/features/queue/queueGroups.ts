import type { ListGroup } from '../../stores/jobList.ts'
import type { GridGroup } from '../../ui/gridLayout.ts'

/** The key of a run of jobs that belong to no batch. */
export const SINGLES = 'singles'

/**
 * Runs of batches as groups. Jobs without a batch, and batches of which one job shows, follow each other as one run,
 * with a heading only where a batch stands before it: there it says that the batch is over.
 */
export const groupByBatch = (runs: readonly ListGroup[]): GridGroup[] => {
  const groups: GridGroup[] = []
  for (const { key, start, count } of runs) {
    const before = groups.at(-1)
    if (key !== 'none' && count > 1) groups.push({ key: `${key} ${start}`, start, count })
    else if (before?.key.startsWith(SINGLES) === true) before.count += count
    else groups.push({ key: `${SINGLES} ${start}`, start, count, hasHeading: before !== undefined })
  }
  const isOneRun = groups.length === 1 && groups[0]?.hasHeading === false
  return isOneRun ? [] : groups
}

/** The batch that a group stands for; null for single jobs. */
export const batchOfGroup = ({ key }: GridGroup): string | null => {
  const [name = ''] = key.split(' ')
  return name === SINGLES ? null : name
}

/** The beginning of a day of the outline, `YYYY-MM-DD`, in this screen's time zone; null for `none`. */
export const startOfDay = (key: string): number | null => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(key) ?? []
  return year === undefined ? null : new Date(Number(year), Number(month) - 1, Number(day)).getTime()
}
