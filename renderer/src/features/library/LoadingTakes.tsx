import type { GridMeasure } from './gridMeasure.ts'
import { LoadingCell } from './TakeCell.tsx'
import { LoadingRow } from './TakeRow.tsx'

interface LoadingTakesProps {
  isGrid: boolean
  measure: GridMeasure
  rowHeight: number
}

const LINES = 4
const ROWS = 12

/** Places as large as the takes that will stand there. */
export const LoadingTakes = ({ isGrid, measure, rowHeight }: LoadingTakesProps) => {
  const count = isGrid ? LINES * measure.columns : ROWS
  return (
    <div
      aria-hidden="true"
      className="grid min-h-0 flex-1 content-start overflow-hidden [scrollbar-gutter:stable]"
      style={{
        gridTemplateColumns: `repeat(${isGrid ? measure.columns : 1}, minmax(0, 1fr))`,
        gridAutoRows: isGrid ? measure.lineHeight : rowHeight,
      }}
    >
      {Array.from({ length: count }, (_, place) => (isGrid ? <LoadingCell key={place} /> : <LoadingRow key={place} />))}
    </div>
  )
}
