/** How numbers are written for people. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** "8 s", "2 min 05 s", "1 h 04 min". */
export const writeDuration = (durationMs: number): string => {
  const seconds = Math.max(0, Math.round(durationMs / 1_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** Rounded so that it does not pretend to know: "a few seconds", "40 s", "3 min", "2 h". */
export const writeRoughDuration = (durationMs: number): string => {
  if (durationMs < 5_000) return 'a few seconds'
  if (durationMs < MINUTE_MS) return `${Math.ceil(durationMs / 5_000) * 5} s`
  if (durationMs < HOUR_MS) return `${Math.round(durationMs / MINUTE_MS)} min`
  return `${Math.round(durationMs / HOUR_MS)} h`
}

/** "14:03", with the day in front unless it is the day of `now`. */
export const writeMoment = (at: number, now: number): string => {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const time = { hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(undefined, isToday ? time : { day: 'numeric', month: 'short', ...time }).format(at)
}

export const writeFileSize = (sizeBytes: number): string => {
  if (sizeBytes < 1_000_000) return `${Math.max(1, Math.round(sizeBytes / 1_000))} KB`
  if (sizeBytes < 1_000_000_000) return `${(sizeBytes / 1_000_000).toFixed(1)} MB`
  return `${(sizeBytes / 1_000_000_000).toFixed(2)} GB`
}

export const writeUsd = (amount: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(amount)

export const writeSize = (size: string): string => size.replace('x', ' × ')

/** "1 take", "3 takes". */
export const writeCount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
