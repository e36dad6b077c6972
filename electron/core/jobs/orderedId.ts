import { randomUUID } from 'node:crypto'

/**
 * Thirty-two hex digits that begin with the time (Unix milliseconds), so that the newest id is the last one in
 * its index: random ones would touch, and in time split, any of a million rows' pages.
 */
export const orderedId = (now: number): string =>
  `${Math.max(0, Math.floor(now)).toString(16).padStart(12, '0')}${randomUUID().replaceAll('-', '').slice(-20)}`
