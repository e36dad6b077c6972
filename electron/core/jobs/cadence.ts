import type { Random } from '../ports.ts'

export interface CadenceInput {
  now: number
  submittedAt: number
  /** Median generation time of this model here; null without history. */
  usualMs: number | null
  /** When the provider will delete its copy, if it says so this early. */
  expiresAt: number | null
  pollMinMs: number
  /** Longest time between two looks where requests are to spare; never above 30 s, which is also the default. */
  longestMs?: number
  random: Random
}

/**
 * When to look at one running job again: first at half of the model's usual time (at most a minute away,
 * so a job that the provider forgot is noticed soon), then after a tenth of its age, within 3 to 30 s (or
 * `longestMs`), and never slower than a twentieth of the remote copy's life. Jittered by a tenth.
 * @returns Unix milliseconds
 */
export function nextLookAt(input: CadenceInput): number {
  const { now, pollMinMs } = input
  const ageMs = Math.max(0, now - input.submittedAt)
  const shortestMs = Math.max(pollMinMs, Math.min(SHORTEST_MS, pollMinMs * 1.5))
  const lifeMs = input.expiresAt === null ? Infinity : Math.max(0, input.expiresAt - now) / 20
  const longestMs = Math.max(shortestMs, Math.min(input.longestMs ?? LONGEST_MS, LONGEST_MS, lifeMs))
  const untilHalfMs = input.usualMs === null ? 0 : Math.min(input.usualMs / 2, FIRST_LOOK_WITHIN_MS) - ageMs
  const delayMs = Math.max(untilHalfMs, Math.min(longestMs, Math.max(shortestMs, ageMs / 10)))
  const jittered = delayMs * (0.9 + 0.2 * input.random())
  return Math.round(now + Math.max(pollMinMs, jittered))
}

const SHORTEST_MS = 3000
const LONGEST_MS = 30_000
const FIRST_LOOK_WITHIN_MS = 60_000
