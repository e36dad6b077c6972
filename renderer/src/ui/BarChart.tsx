import type { PointerEvent } from 'react'
import { barPath, CHART_HEIGHT, SLOT_WIDTH, valueIndexAt } from './chartScale.ts'

interface BarChartProps {
  /** What it shows, in a sentence with the figures that matter: it stands for the picture where nobody sees it. */
  label: string
  /** Oldest first. */
  values: readonly number[]
  /** How many values the width holds. */
  slots: number
  /** What a bar of full height stands for. */
  ceiling: number
  /** A line across, such as a limit; null where it lies beyond the ceiling or there is none. */
  mark?: number | null
  tone?: 'accent' | 'warn'
  /** Which value is pointed at, also in the charts beside it. */
  pointed: number | null
  onPoint: (index: number | null) => void
}

const TONES = { accent: 'fill-accent', warn: 'fill-warn' } as const

/** A small chart of bars, as wide as its place. A table of the same figures must be at hand. */
export const BarChart = ({
  label,
  values,
  slots,
  ceiling,
  mark = null,
  tone = 'accent',
  pointed,
  onPoint,
}: BarChartProps) => {
  const width = slots * SLOT_WIDTH
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width: shown } = event.currentTarget.getBoundingClientRect()
    if (shown > 0) onPoint(valueIndexAt((event.clientX - left) / shown, values.length, slots))
  }
  const markTop = mark === null ? null : CHART_HEIGHT * (1 - mark / ceiling)
  const pointedLeft = pointed === null ? null : (slots - values.length + pointed) * SLOT_WIDTH
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${CHART_HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-16 w-full border-b border-control"
      onPointerMove={point}
      onPointerLeave={() => onPoint(null)}
    >
      {pointedLeft !== null && (
        <rect x={pointedLeft} y={0} width={SLOT_WIDTH - 1} height={CHART_HEIGHT} className="fill-track" />
      )}
      <path d={barPath(values, slots, ceiling)} className={TONES[tone]} />
      {markTop !== null && markTop >= 0 && (
        <line
          x1={0}
          x2={width}
          y1={markTop}
          y2={markTop}
          vectorEffect="non-scaling-stroke"
          strokeDasharray="4 3"
          className="stroke-muted"
        />
      )}
    </svg>
  )
}
