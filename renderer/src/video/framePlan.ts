import { groupOf, type FrameTable } from './frameTable.ts'

/** Where playback or stepping is heading: what is worth keeping besides the frame that was asked for. */
export type Heading = -1 | 0 | 1

export interface FrameRange {
  from: number
  /** Not included. */
  to: number
}

/** Frames that are decoded beyond a jump's target, so that the first steps after it are there. */
const AFTER_JUMP = 6

/**
 * Which frames to keep of the one pass over a group that shows `target`. Decoding begins at the group's key frame
 * whatever is asked, so on the way back as many frames before it are kept as the window holds.
 */
export const planDecode = (table: FrameTable, target: number, heading: Heading, windowFrames: number): FrameRange => {
  const group = groupOf(table, target)
  const window = Math.max(1, windowFrames)
  switch (heading) {
    case -1:
      return { from: Math.max(group.from, target - window + 1), to: target + 1 }
    case 1:
      return { from: target, to: Math.min(group.to, target + window) }
    case 0: {
      const after = Math.min(AFTER_JUMP, Math.max(0, window - 1))
      const before = Math.max(0, window - 1 - after)
      return { from: Math.max(group.from, target - before), to: Math.min(group.to, target + 1 + after) }
    }
  }
}

/** The frame to fetch ahead of need, or null while enough is there. `has` says what is kept already. */
export const planAhead = (
  table: FrameTable,
  from: number,
  heading: Heading,
  windowFrames: number,
  has: (index: number) => boolean,
): number | null => {
  if (heading === 0) return null
  for (let step = 1; step <= windowFrames; step += 1) {
    const index = from + step * heading
    if (index < 0 || index >= table.timestamps.length) return null
    if (!has(index)) return index
  }
  return null
}

/** What to let go of first: the farthest from the picture on show; what lies behind counts twice as far. */
export const worstKept = (kept: Iterable<number>, focus: number, heading: Heading): number | null => {
  let worst: number | null = null
  let worstDistance = -1
  for (const index of kept) {
    const offset = index - focus
    const distance = Math.abs(offset) * (heading !== 0 && offset * heading < 0 ? 2 : 1)
    if (distance > worstDistance) {
      worst = index
      worstDistance = distance
    }
  }
  return worst
}
