/** Frames per second as an exact fraction: 30000/1001 is not 29.97. */
export interface FrameRate {
  numerator: number
  denominator: number
  /** False where the distances between frames differ; the fraction is then the average. */
  isConstant: boolean
}

const NTSC = 1001
const KNOWN: readonly (readonly [number, number])[] = [
  [24, 1],
  [25, 1],
  [30, 1],
  [60, 1],
  [30_000, NTSC],
  [24_000, NTSC],
  [60_000, NTSC],
  [50, 1],
  [48, 1],
  [16, 1],
  [15, 1],
  [12, 1],
  [120, 1],
  [120_000, NTSC],
]

export const framesPerSecond = ({ numerator, denominator }: FrameRate): number => numerator / denominator

/** How many frame numbers a second of timecode has: 30 at 29.97 (non-drop). */
export const nominalFramesPerSecond = (rate: FrameRate): number => Math.max(1, Math.round(framesPerSecond(rate)))

/** The farthest that any frame lies from where this rate would put it, in seconds. */
const worstError = (timestamps: readonly number[], numerator: number, denominator: number): number => {
  const first = timestamps[0] ?? 0
  let worst = 0
  for (const [index, timestamp] of timestamps.entries()) {
    worst = Math.max(worst, Math.abs(timestamp - first - (index * denominator) / numerator))
  }
  return worst
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

const averageRate = (timestamps: readonly number[], durationSeconds: number): FrameRate => {
  const span = (timestamps.at(-1) ?? 0) - (timestamps[0] ?? 0)
  const [frames, seconds] = span > 0 ? [timestamps.length - 1, span] : [timestamps.length, durationSeconds]
  const perSecond = seconds > 0 && frames > 0 ? frames / seconds : 30
  return { numerator: Math.max(1, Math.round(perSecond * 1000)), denominator: 1000, isConstant: false }
}

/** A rate that the container's own tick gives exactly, such as 12.5. */
const tickRate = (timestamps: readonly number[], ticksPerSecond: number): readonly [number, number][] => {
  const span = (timestamps.at(-1) ?? 0) - (timestamps[0] ?? 0)
  const ticks = Math.round((span * ticksPerSecond) / Math.max(1, timestamps.length - 1))
  if (ticks < 1 || !Number.isInteger(ticksPerSecond)) return []
  const divisor = commonDivisor(ticksPerSecond, ticks)
  return [[ticksPerSecond / divisor, ticks / divisor]]
}

/**
 * The exact rate behind timestamps that a container rounded to its ticks.
 * @param timestamps Of every frame in presentation order, in seconds.
 * @param ticksPerSecond The track's time scale.
 */
export const findFrameRate = (
  timestamps: readonly number[],
  ticksPerSecond: number,
  durationSeconds: number,
): FrameRate => {
  if (timestamps.length < 2) return singleFrameRate(durationSeconds)
  const allowed = 1 / ticksPerSecond + 1e-6
  const candidates = [...KNOWN, ...tickRate(timestamps, ticksPerSecond)]
  let best: { rate: FrameRate; error: number } | null = null
  for (const [numerator, denominator] of candidates) {
    const error = worstError(timestamps, numerator, denominator)
    // The margin lets the well-known rate win over a fraction that merely fits as well.
    if (error <= allowed && (best === null || error < best.error - 1e-7)) {
      best = { rate: { numerator, denominator, isConstant: true }, error }
    }
  }
  return best?.rate ?? averageRate(timestamps, durationSeconds)
}

const singleFrameRate = (durationSeconds: number): FrameRate => {
  const known = KNOWN.find(([numerator, denominator]) => Math.abs(durationSeconds - denominator / numerator) < 1e-4)
  const [numerator, denominator] = known ?? [30, 1]
  return { numerator, denominator, isConstant: true }
}
