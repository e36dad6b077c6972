import { findFrameRate, type FrameRate } from './frameRate.ts'

/** When each frame of a video is on show. Everything that turns times into frames asks this. */
export interface FrameTable {
  /** Presentation times in seconds, rising; one for each frame. */
  timestamps: readonly number[]
  /** End of the last frame, in seconds. */
  endSeconds: number
  rate: FrameRate
  /** Indexes of the frames at which decoding can begin, rising; the first is 0. */
  keyIndexes: readonly number[]
  /** Made up from length and an assumed rate, because the file's own table could not be read. */
  isAssumed: boolean
}

export interface PacketTime {
  timestamp: number
  duration: number
  isKey: boolean
}

/** @param packets In any order; decode order is what containers give. Must not be empty. */
export const buildFrameTable = (packets: readonly PacketTime[], ticksPerSecond: number): FrameTable => {
  const sorted = packets.toSorted((a, b) => a.timestamp - b.timestamp)
  const timestamps = sorted.map(({ timestamp }) => timestamp)
  const last = sorted.at(-1)
  const lastStart = last?.timestamp ?? 0
  const usual = sorted.length > 1 ? (lastStart - (timestamps[0] ?? 0)) / (sorted.length - 1) : 1 / 30
  const lastDuration = last !== undefined && last.duration > 0 ? last.duration : usual
  const keys = sorted.flatMap(({ isKey }, index) => (isKey ? [index] : []))
  const endSeconds = lastStart + lastDuration
  return {
    timestamps,
    endSeconds,
    rate: findFrameRate(timestamps, ticksPerSecond, endSeconds - (timestamps[0] ?? 0)),
    keyIndexes: keys[0] === 0 ? keys : [0, ...keys],
    isAssumed: false,
  }
}

/** For a video that plays although its table can't be read: frames of an assumed length. */
export const assumeFrameTable = (durationSeconds: number, framesPerSecond = 30): FrameTable => {
  const frameCount = Math.max(1, Math.round(durationSeconds * framesPerSecond))
  return {
    timestamps: Array.from({ length: frameCount }, (_, index) => index / framesPerSecond),
    endSeconds: Math.max(durationSeconds, 1 / framesPerSecond),
    rate: { numerator: framesPerSecond, denominator: 1, isConstant: true },
    keyIndexes: [0],
    isAssumed: true,
  }
}

/** The last position in a rising list whose value is not above `wanted`; -1 below the first. */
export const lastNotAbove = (rising: readonly number[], wanted: number): number => {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? Infinity) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

export const lastIndex = (table: FrameTable): number => Math.max(0, table.timestamps.length - 1)

export const clampIndex = (table: FrameTable, index: number): number =>
  Math.min(lastIndex(table), Math.max(0, Math.round(index)))

const startOf = (table: FrameTable, index: number): number => table.timestamps[index] ?? table.endSeconds

/** Rounding of clocks and containers (microseconds, milliseconds) must not fall into the frame before. */
const ROUNDING_SECONDS = 0.0011

/** The frame on show at a time such as a video's `currentTime`. */
export const indexAt = (table: FrameTable, seconds: number): number =>
  Math.max(0, lastNotAbove(table.timestamps, seconds + ROUNDING_SECONDS))

/** The frame whose own timestamp this is, give or take rounding: what a frame callback's `mediaTime` says. */
export const indexOfTimestamp = (table: FrameTable, seconds: number): number => {
  const below = Math.max(0, lastNotAbove(table.timestamps, seconds))
  const isNextCloser = startOf(table, below + 1) - seconds < seconds - startOf(table, below)
  return isNextCloser ? clampIndex(table, below + 1) : below
}

/** A time in the middle of the frame, so that no rounding of a seek can hit its neighbour. */
export const middleOf = (table: FrameTable, index: number): number =>
  (startOf(table, index) + startOf(table, index + 1)) / 2

/** The run of frames that is decoded together: from a key frame up to, not including, the next. */
export const groupOf = (table: FrameTable, index: number): { from: number; to: number } => {
  const position = Math.max(0, lastNotAbove(table.keyIndexes, index))
  return {
    from: table.keyIndexes[position] ?? 0,
    to: table.keyIndexes[position + 1] ?? table.timestamps.length,
  }
}
