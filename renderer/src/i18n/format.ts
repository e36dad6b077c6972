import { currentLanguage, translate } from './i18n.ts'

/** How numbers, times and sizes are written for people, in the language of the screen. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
/** Making a format costs a hundred times more than using it. */
const kept = <Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  name: string,
  make: (tag: string) => Format,
): Format => {
  const tag = currentLanguage() === 'de' ? 'de' : navigator.language.startsWith('en') ? navigator.language : 'en-GB'
  const key = `${tag} ${name}`
  const known = formats.get(key) as Format | undefined
  if (known !== undefined) return known
  const made = make(tag)
  formats.set(key, made)
  return made
}

export const formatNumber = (value: number, digits = 0): string =>
  kept(`number${digits}`, (tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits })).format(value)

const bytes = (value: number, name: 'kilobyte' | 'megabyte' | 'gigabyte', digits = 0): string =>
  kept(
    `${name}${digits}`,
    (tag) =>
      new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }),
  ).format(value)

/** Not the units of `Intl`, which writes "60 mins" and "1 hrs" in some places: these are symbols, as on a clock. */
const unit = (value: number, name: 'seconds' | 'minutes' | 'hours'): string =>
  translate(`ui:${name}`, { value: formatNumber(value) })

/** "8 s", "2 min 5 s", "1 h 4 min". */
export const formatDuration = (durationMs: number): string => {
  const seconds = Math.max(0, Math.round(durationMs / 1_000))
  if (seconds < 60) return unit(seconds, 'seconds')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${unit(minutes, 'minutes')} ${unit(seconds % 60, 'seconds')}`
  return `${unit(Math.floor(minutes / 60), 'hours')} ${unit(minutes % 60, 'minutes')}`
}

/** Rounded so that it does not pretend to know: "a few seconds", "40 s", "3 min", "2 h", "5 days". */
export const formatRoughDuration = (durationMs: number): string => {
  if (durationMs < 5_000) return translate('ui:fewSeconds')
  if (durationMs < MINUTE_MS) return unit(Math.ceil(durationMs / 5_000) * 5, 'seconds')
  if (durationMs < HOUR_MS) return unit(Math.round(durationMs / MINUTE_MS), 'minutes')
  if (durationMs < 2 * DAY_MS) return unit(Math.round(durationMs / HOUR_MS), 'hours')
  return translate('ui:days', { count: Math.round(durationMs / DAY_MS) })
}

/** "14:03", with the day in front unless it is the day of `now`. */
export const formatMoment = (at: number, now: number): string => {
  const time = { hour: '2-digit', minute: '2-digit' } as const
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  if (isToday) return kept('time', (tag) => new Intl.DateTimeFormat(tag, time)).format(at)
  return kept('moment', (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...time })).format(at)
}

/** "14:03:22", with the day in front unless it is the day of `now`; for lists of what happened. */
export const formatMomentWithSeconds = (at: number, now: number): string => {
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  if (new Date(at).toDateString() === new Date(now).toDateString())
    return kept('timeWithSeconds', (tag) => new Intl.DateTimeFormat(tag, time)).format(at)
  return kept(
    'momentWithSeconds',
    (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...time }),
  ).format(at)
}

/** With seconds, for timelines and logs. */
export const formatExactMoment = (at: number): string =>
  kept('exact', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })).format(at)

/** "Friday, 20 November 2026". */
export const formatDay = (at: number): string =>
  kept('day', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'full' })).format(at)

export const formatFileSize = (sizeBytes: number): string => {
  if (sizeBytes < 1_000_000) return bytes(Math.max(sizeBytes === 0 ? 0 : 1, Math.round(sizeBytes / 1_000)), 'kilobyte')
  if (sizeBytes < 1_000_000_000) return bytes(sizeBytes / 1_000_000, 'megabyte', 1)
  return bytes(sizeBytes / 1_000_000_000, 'gigabyte', 1)
}

export const formatUsd = (amount: number): string =>
  kept('usd', (tag) => new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD' })).format(amount)

/** "1280 × 720". */
export const formatSize = (size: string): string => size.replace('x', ' × ')

/** A length of video: "8 s". */
export const formatSeconds = (seconds: number): string => translate('ui:seconds', { value: formatNumber(seconds, 2) })
