import { judgeAnswer, looksLikeText } from './assetAnswer.ts'
import { findProblem, findShortage, fromZero, type Attempt, type StartingPoint } from './downloadAttempt.ts'
import { interruption, type DownloadOutcome, type Interruption, type OpenAsset } from './downloadOutcome.ts'
import { openPartRecord } from './partRecord.ts'
import { createPartWriter, type PartContent, type PartWriter } from './partWriter.ts'
import type { TransferGuard } from './transferGuard.ts'

type BodyReader = ReadableStreamDefaultReader<Uint8Array>

export type Received = { kind: 'whole'; content: PartContent } | { kind: 'bad'; message: string }

/** Takes one opened answer in. `bad` means that nothing of the part can be used. */
export async function receive(
  attempt: Attempt,
  start: StartingPoint,
  asset: OpenAsset,
  reader: BodyReader,
  guard: TransferGuard,
): Promise<Received | DownloadOutcome> {
  const { files } = attempt
  const asked = { offset: start.content.bytes, validator: start.validator, totalBytes: start.totalBytes }
  const verdict = judgeAnswer(asset, asked)
  if (verdict.kind === 'wrong') return bad(verdict.message)
  const { totalBytes, validator } = verdict
  const { content, recordBytes } = verdict.kind === 'continue' ? start : fromZero()
  attempt.restBytes = totalBytes === null ? 0 : totalBytes - content.bytes
  const shortage = await findShortage(attempt)
  if (shortage !== null) return shortage
  // Removed, not truncated: after a crash in the middle of a rename the final name may share these bytes.
  if (verdict.kind === 'restart') await attempt.discard()
  const record = await openPartRecord(files, attempt.record, recordBytes)
  try {
    if (verdict.kind === 'restart') await record.append({ validator, totalBytes })
    const writer = createPartWriter(
      await files.openPart(attempt.part, content.bytes),
      record,
      content,
      totalBytes === null ? null : attempt.restBytes,
    )
    return await fill(attempt, reader, guard, { writer, content, totalBytes, canResume: validator !== null })
  } finally {
    await record.close()
  }
}

interface Filling {
  writer: PartWriter
  content: PartContent
  totalBytes: number | null
  canResume: boolean
}

/** Streams into the part and leaves it whole and synced, or in a state the next attempt can continue. */
async function fill(
  attempt: Attempt,
  reader: BodyReader,
  guard: TransferGuard,
  filling: Filling,
): Promise<Received | DownloadOutcome> {
  const { writer, content, totalBytes, canResume } = filling
  let isSettled = false
  try {
    const letSleep = attempt.keepAwake?.()
    const end = await pump(attempt, reader, guard, filling).finally(() => letSleep?.())
    isSettled = end.kind === 'bad'
    if (end.kind === 'bad') return end
    if (end.kind !== 'end') return interruption(end)
    const problem = await findProblem(attempt, content)
    isSettled = problem !== null
    if (problem !== null) return bad(problem)
    attempt.failpoint('download.before_fsync')
    await writer.sync()
    attempt.failpoint('download.after_fsync')
    isSettled = true
    return { kind: 'whole', content }
  } finally {
    if (!isSettled && canResume) await writer.salvage().catch(() => {})
    if (totalBytes !== null) attempt.restBytes = totalBytes - writer.writtenBytes()
    await writer.close()
  }
}

const bad = (message: string): { kind: 'bad'; message: string } => ({ kind: 'bad', message })

const TEXT_PAGE = 'The provider sent a text page instead of the video.'

type PumpEnd = { kind: 'end' } | { kind: 'bad'; message: string } | Interruption

async function pump(
  attempt: Attempt,
  reader: BodyReader,
  guard: TransferGuard,
  { writer, content, totalBytes }: Filling,
): Promise<PumpEnd> {
  let received = content.bytes
  let isFirst = true
  let isPastMiddle = false
  for (;;) {
    const result = await guard.read(reader)
    if (result.kind === 'end') break
    if (result.kind !== 'chunk') return result
    if (result.bytes.byteLength === 0) continue
    if (received === 0 && looksLikeText(result.bytes)) return bad(TEXT_PAGE)
    received += result.bytes.byteLength
    if (totalBytes !== null && received > totalBytes) return bad('The provider sent more than it had announced.')
    await writer.push(result.bytes)
    attempt.request.onProgress(received, totalBytes)
    if (isFirst) attempt.failpoint('download.first_chunk')
    isFirst = false
    if (!isPastMiddle && received >= (totalBytes ?? 0) / 2) {
      isPastMiddle = true
      attempt.failpoint('download.middle_chunk')
    }
  }
  await writer.flush()
  attempt.failpoint('download.last_chunk')
  if (received === 0) return bad('The provider sent an empty file.')
  if (totalBytes !== null && received < totalBytes) return bad('The provider sent less than it had announced.')
  return { kind: 'end' }
}
