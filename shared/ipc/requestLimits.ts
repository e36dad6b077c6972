import type { RouteName } from './contract.ts'

const MEBIBYTE = 1024 * 1024

/** What carries images as base64, a thousand prompts, or what a person is writing; nothing else is ever large. */
const LARGE: Partial<Record<RouteName, number>> = {
  'references.create': 32 * MEBIBYTE,
  'jobs.createMany': 32 * MEBIBYTE,
  'drafts.set': 16 * MEBIBYTE,
  'lists.create': 16 * MEBIBYTE,
  'lists.update': 16 * MEBIBYTE,
  'takes.setPoster': 16 * MEBIBYTE,
  'takes.setFrames': 32 * MEBIBYTE,
}

/** How many bytes of JSON a request for this route may have, the same at both doors. */
export const requestLimitBytes = (route: string): number =>
  Object.hasOwn(LARGE, route) ? (LARGE[route as RouteName] ?? MEBIBYTE) : MEBIBYTE

export const tooLargeMessage = (limitBytes: number): string =>
  `The request may hold at most ${limitBytes / MEBIBYTE} MiB.`
