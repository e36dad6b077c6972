import type { Figures } from './batchDesk.ts'

/** Before anything was counted. */
export const NO_FIGURES: Figures = {
  total: 0,
  now: 0,
  rowsLeft: 0,
  problems: [],
  problemCount: 0,
  priceUsd: null,
  factors: [],
  preview: [],
  names: { variables: [], lists: [] },
  table: null,
}
