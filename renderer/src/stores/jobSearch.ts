/** Jobs that are looked for in a list, the most wanted first. */
export interface JobSearch {
  jobIds: readonly string[]
  /** Where to look when the list has none of them. */
  otherwise: number
  /** Told together with the first answer, whose rows around the first job found are here then. */
  onFound(placeOf: (jobId: string) => number | null, total: number): void
}

/** Rows around a job that is looked for, a screenful and more. */
const ROWS_AROUND = { before: 30, behind: 90 }

/** The rows to have at hand when the answer shows, end excluded. */
export const aimOf = (
  { jobIds, otherwise }: JobSearch,
  located: Record<string, number>,
): { start: number; end: number } => {
  const found = jobIds.map((jobId) => located[jobId]).find((place) => place !== undefined) ?? otherwise
  return { start: Math.max(0, found - ROWS_AROUND.before), end: found + ROWS_AROUND.behind }
}
