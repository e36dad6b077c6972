import type { QueuePlace } from './queueOrderRepository.ts'

/** Where a job goes, and which of its new neighbours have to make room. */
export interface Placement {
  position: number
  renumbered: QueuePlace[]
}

/**
 * A position between two neighbours. Positions are doubles around 10^12, so a gap can be halved a dozen times;
 * then the jobs before it move closer together, as few of them as give enough room.
 * @param target the job right behind which nothing may slip
 * @param before the jobs before it, nearest first; asked for more when these are not enough
 */
export function placeBefore(target: QueuePlace, before: (limit: number) => QueuePlace[]): Placement {
  const [nearest] = before(1)
  if (nearest === undefined) return { position: target.position - 1, renumbered: [] }
  const middle = nearest.position + (target.position - nearest.position) / 2
  if (target.position - nearest.position >= 2 * SMALLEST_STEP) return { position: middle, renumbered: [] }
  for (let count = FEWEST_MOVED; ; count *= 4) {
    const found = before(count + 1)
    const moved = found.slice(0, count)
    const bound = found[count]
    const step = bound === undefined ? 1 : (target.position - bound.position) / (moved.length + 2)
    if (bound !== undefined && step < SMALLEST_STEP) continue
    const renumbered = moved.map(({ seq }, index) => ({ seq, position: target.position - step * (index + 2) }))
    return { position: target.position - step, renumbered }
  }
}

const FEWEST_MOVED = 32
const SMALLEST_STEP = 2 ** -9
