import type { AssetOutcome } from '../providers/videoProvider.ts'

type OpenAsset = Extract<AssetOutcome, { kind: 'open' }>

/** What was asked for: the bytes from `offset` on, of the file that this validator and total belong to. */
export interface AskedFor {
  offset: number
  validator: string | null
  totalBytes: number | null
}

export type AnswerVerdict =
  /** The bytes join what is there (`continue`) or are the whole file from its start (`restart`). */
  | { kind: 'continue' | 'restart'; totalBytes: number | null; validator: string | null }
  | { kind: 'wrong'; message: string }

/** Whether an answer can be what was asked for, before one byte of it is kept. */
export function judgeAnswer(asset: OpenAsset, asked: AskedFor): AnswerVerdict {
  if (isTextType(asset.contentType)) return wrong('The provider sent a text page instead of the video.')
  const validator = strongOrNull(asset.validator)
  if (asset.status === 200) {
    return { kind: 'restart', totalBytes: asset.totalBytes ?? asset.contentLength, validator }
  }
  if (asset.rangeStart !== asked.offset) return wrong('The provider sent another part of the video than was asked for.')
  if (asked.offset === 0) {
    const isWhole = asset.totalBytes !== null && (asset.contentLength ?? asset.totalBytes) === asset.totalBytes
    if (!isWhole) return wrong('The provider sent a part when the whole video was asked for.')
    return { kind: 'restart', totalBytes: asset.totalBytes, validator }
  }
  if (validator !== null && validator !== asked.validator) return wrong('The video changed while it was downloaded.')
  const totalBytes = asked.totalBytes ?? asset.totalBytes
  const isOtherSize = asset.totalBytes !== null && asset.totalBytes !== totalBytes
  if (isOtherSize) return wrong('The video changed its size while it was downloaded.')
  const restBytes = totalBytes === null ? null : totalBytes - asked.offset
  if (restBytes !== null && asset.contentLength !== null && asset.contentLength !== restBytes) {
    return wrong('The provider announced another length than the rest of the video has.')
  }
  return { kind: 'continue', totalBytes, validator: asked.validator }
}

/** Error pages also come labelled as video. No MP4 begins with either character. */
export const looksLikeText = (firstBytes: Uint8Array): boolean => {
  const start = Buffer.from(firstBytes.subarray(0, 64)).toString('latin1').trimStart()
  return start.startsWith('<') || start.startsWith('{') || start.startsWith('ï»¿')
}

const isTextType = (contentType: string | null): boolean =>
  contentType !== null && /^\s*(text\/|application\/(json|problem\+json|xhtml\+xml|xml)\b)/i.test(contentType)

/** A weak validator promises "as good as", which is not enough to join bytes (RFC 9110, 13.1.5). */
const strongOrNull = (validator: string | null): string | null =>
  validator === null || validator.startsWith('W/') ? null : validator

const wrong = (message: string): AnswerVerdict => ({ kind: 'wrong', message })
