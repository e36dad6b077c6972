import { nominalFramesPerSecond, type FrameRate } from './frameRate.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** `HH:MM:SS:FF`, non-drop: at 29.97 it counts 30 frames to the second, so it runs 3.6 s an hour behind the clock. */
export const writeTimecode = (index: number, rate: FrameRate): string => {
  const perSecond = nominalFramesPerSecond(rate)
  const seconds = Math.floor(index / perSecond)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, index % perSecond].map(two).join(':')
}

/** Digits without separators fill from the right, as on an editing keyboard: `1203` is 12 s 3 frames. */
const splitDigits = (digits: string): number[] => {
  const padded = digits.padStart(Math.ceil(digits.length / 2) * 2, '0')
  return (padded.match(/\d\d/g) ?? []).map(Number)
}

const readParts = (text: string): number[] | null => {
  if (/^\d{1,8}$/.test(text)) return splitDigits(text)
  if (!/^\d{1,3}(?:[:;.,]\d{1,3}){1,3}$/.test(text)) return null
  return text.split(/[:;.,]/).map(Number)
}

const countFrames = (parts: readonly number[], perSecond: number): number => {
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = parts.toReversed()
  return ((hours * 60 + minutes) * 60 + seconds) * perSecond + frames
}

/**
 * Reads what a person typed: a timecode or its right end (`1:12`, `112`), a step from here (`+10`, `-1:00`) or a frame (`#48`).
 * @returns A frame index, not yet held inside the video; null for what is none.
 */
export const parseTimecode = (typed: string, rate: FrameRate, currentIndex: number): number | null => {
  const text = typed.replaceAll(/\s/g, '')
  const frame = /^#(\d{1,9})$/.exec(text)
  if (frame !== null) return Number(frame[1])
  const sign = /^[+-]/.exec(text)?.[0]
  const parts = readParts(sign === undefined ? text : text.slice(1))
  if (parts === null) return null
  const isPlainStep = sign !== undefined && /^.\d+$/.test(text)
  const frames = isPlainStep ? Number(text.slice(1)) : countFrames(parts, nominalFramesPerSecond(rate))
  if (sign === undefined) return frames
  return sign === '-' ? currentIndex - frames : currentIndex + frames
}
