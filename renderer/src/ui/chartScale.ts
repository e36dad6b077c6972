/** The numbers behind small charts. */

const STEPS = [1, 2, 5, 10]

/** The next round number (1, 2 or 5 and zeros) that is not smaller; at least 1, so that an idle chart is flat. */
export const niceCeiling = (highest: number): number => {
  if (!(highest > 1)) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = STEPS.find((factor) => factor * power >= highest) ?? 10
  return step * power
}

/** Height of the drawing, in its own units. */
export const CHART_HEIGHT = 100
/** Width of one bar and its gap, in the same units. */
export const SLOT_WIDTH = 4
const BAR_WIDTH = 3
/** So that one of many is still seen. */
const LEAST_HEIGHT = 2

/**
 * One path for all bars, the newest at the right-hand edge.
 * @param slots how many bars fit; values beyond them are left out, the oldest first
 */
export const barPath = (values: readonly number[], slots: number, ceiling: number): string => {
  const shown = values.slice(-slots)
  const first = slots - shown.length
  return shown
    .map((value, index) => {
      if (!(value > 0)) return ''
      const height = Math.max(LEAST_HEIGHT, Math.min(value / ceiling, 1) * CHART_HEIGHT)
      const left = (first + index) * SLOT_WIDTH
      const top = round(CHART_HEIGHT - height)
      return `M${left} ${CHART_HEIGHT}V${top}h${BAR_WIDTH}V${CHART_HEIGHT}Z`
    })
    .join('')
}

/** Which value lies at a place; null where there is none. @param share from 0 at the left edge to 1 at the right */
export const valueIndexAt = (share: number, count: number, slots: number): number | null => {
  const slot = Math.min(slots - 1, Math.max(0, Math.floor(share * slots)))
  const index = slot - (slots - Math.min(count, slots))
  return index < 0 ? null : index + Math.max(0, count - slots)
}

const round = (value: number): number => Math.round(value * 100) / 100
