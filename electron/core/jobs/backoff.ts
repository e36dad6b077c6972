import type { Random } from '../ports.ts'

/**
 * Full jitter: uniform between zero and an exponentially growing ceiling, so that a thousand clients do
 * not come back together. Never less than `minMs`.
 * @param failures consecutive failures so far, starting at 1
 * @returns milliseconds, 1 s to 60 s by default
 */
export function fullJitterMs(failures: number, random: Random, limits = { minMs: 1000, maxMs: 60_000 }): number {
  const ceiling = Math.min(limits.maxMs, limits.minMs * 2 ** Math.min(failures, 16))
  return Math.max(limits.minMs, Math.round(random() * ceiling))
}
