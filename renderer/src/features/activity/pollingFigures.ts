import type { PollingPoint } from '../../../../shared/activity/activityRoutes.ts'
import { niceCeiling } from '../../ui/chartScale.ts'

/** How many minutes a chart is wide. */
export const SLOTS = 120

export const FIGURES = ['requests', 'changes', 'throttled', 'active', 'downloadedBytes'] as const
export type Figure = (typeof FIGURES)[number]

export interface ChartFigures {
  values: number[]
  now: number
  most: number
  /** Over all minutes; null for a level, of which a sum would say nothing. */
  total: number | null
  ceiling: number
  /** Where the limit's line stands; null without a limit, and where it is so far above that it would flatten the bars. */
  mark: number | null
}

/** A limit up to this many times the highest bar is drawn in. */
const MARK_REACH = 4

/** @param limit of the figure, such as the accounts' budget; null for none */
export const readFigure = (points: readonly PollingPoint[], figure: Figure, limit: number | null): ChartFigures => {
  const values = points.map((point) => point[figure])
  const most = Math.max(0, ...values)
  const isMarkNear = limit !== null && most > 0 && limit <= most * MARK_REACH
  return {
    values,
    now: values.at(-1) ?? 0,
    most,
    total: figure === 'active' ? null : values.reduce((sum, value) => sum + value, 0),
    ceiling: niceCeiling(isMarkNear ? Math.max(most, limit) : most),
    mark: isMarkNear ? limit : null,
  }
}
