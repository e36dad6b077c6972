/**
 * A row of the list and its header share these, so that columns stand in line. Which of them there is room for is said
 * once above all rows (`data-columns`): asking the container in every cell would cost a pass of style for each scroll.
 */
export const ROW = 'flex h-full items-center gap-3 px-2'
const SMALL = 'shrink-0 text-sm text-muted tabular-nums'
export const COLUMN = {
  picture: 'w-16 shrink-0',
  prompt: 'min-w-0 flex-1 truncate',
  model: `hidden w-24 truncate in-data-[columns~=model]:block ${SMALL}`,
  length: `hidden w-14 text-end in-data-[columns~=length]:block ${SMALL}`,
  size: `hidden w-22 text-end in-data-[columns~=size]:block ${SMALL}`,
  finished: `hidden w-28 text-end in-data-[columns~=finished]:block ${SMALL}`,
  fileSize: `hidden w-16 text-end in-data-[columns~=fileSize]:block ${SMALL}`,
} as const

/** From which width, in rem, a column has room. */
const FROM_REM = { length: 18, finished: 26, model: 34, fileSize: 42, size: 52 } as const

/** In the trash the prompt is what a person looks for, so it has more room than the rest. */
const TRASH_FROM_REM = { model: 34, fileSize: 52, finished: 64 } as const

/** The names of the columns that fit, for `data-columns`. */
export const columnsFor = (width: number, remPixels: number): string => namesFrom(FROM_REM, width, remPixels)
export const trashColumnsFor = (width: number, remPixels: number): string => namesFrom(TRASH_FROM_REM, width, remPixels)

const namesFrom = (fromRem: Readonly<Record<string, number>>, width: number, remPixels: number): string =>
  Object.entries(fromRem)
    .filter(([, from]) => width >= from * remPixels)
    .map(([name]) => name)
    .join(' ')
