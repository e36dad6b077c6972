import { createHash, type Hash } from 'node:crypto'
import type { PartFile } from '../ports.ts'
import type { PartRecordFile } from './partRecord.ts'
import { createZeroRunFinder, type ZeroRunFinder } from './zeroRuns.ts'

/** Network chunks are 16 to 64 KiB; fewer, larger writes are what keeps pace with a plain copy. */
const BATCH_BYTES = 1024 * 1024
/** After a power cut about this much at most is fetched again (more where the disk cannot keep up). */
const CHECKPOINT_BYTES = 32 * 1024 * 1024

/** What is known of the bytes of a part up to its end. */
export interface PartContent {
  bytes: number
  hash: Hash
  zeroRuns: ZeroRunFinder
}

export const emptyContent = (): PartContent => ({
  bytes: 0,
  hash: createHash('sha256'),
  zeroRuns: createZeroRunFinder(),
})

export function addToContent(content: PartContent, bytes: Uint8Array): void {
  content.hash.update(bytes)
  content.zeroRuns.scan(bytes)
  content.bytes += bytes.byteLength
}

export const sha256Of = (content: PartContent): string => content.hash.copy().digest('hex')

export interface PartWriter {
  /** Resolves when there is room for more; a failed write rejects here or at a later call. */
  push(chunk: Uint8Array): Promise<void>
  /** Writes out what is still in memory. */
  flush(): Promise<void>
  /** Flushes to the disk itself. */
  sync(): Promise<void>
  /** Makes what arrived so far (or before a write failed) the point to continue from, as far as the disk allows. */
  salvage(): Promise<void>
  /** The end of what certainly was written. */
  writtenBytes(): number
  close(): Promise<void>
}

/**
 * Writes in batches, hashing one batch while it is on its way to the disk. Only bytes that were synced
 * before their hash was recorded are trusted by a later attempt: after a power cut the rest may be zeros.
 */
export function createPartWriter(
  part: PartFile,
  record: PartRecordFile,
  content: PartContent,
  /** How much is still to come, where that is known; small takes need no large buffers. */
  expectedBytes: number | null,
): PartWriter {
  const capacity = Math.min(BATCH_BYTES, Math.max(1, expectedBytes ?? BATCH_BYTES))
  // Two buffers take turns: one fills while the other is written. Fresh ones would keep the collector busy.
  let batch = Buffer.allocUnsafeSlow(capacity)
  let spare: Buffer<ArrayBuffer> | null = null
  let batchBytes = 0
  let writing: Promise<void> = Promise.resolve()
  let checkpointing: Promise<void> = Promise.resolve()
  let isCheckpointing = false
  /** The end of what certainly was written, with the hash up to there. */
  let written = { bytes: content.bytes, hash: content.hash.copy() }
  let checkpointedBytes = content.bytes
  /** After a failed fsync the next one may claim success for pages that were dropped; so none is believed. */
  let hasSyncFailed = false

  const sync = async (): Promise<void> => {
    try {
      await part.sync()
    } catch (error) {
      hasSyncFailed = true
      throw error
    }
  }

  const settleWrite = async (): Promise<void> => {
    await writing
    written = { bytes: content.bytes, hash: content.hash.copy() }
  }

  const startWrite = async (): Promise<void> => {
    await settleWrite()
    if (batchBytes === 0) return
    const full = batch
    const bytes = full.subarray(0, batchBytes)
    batch = spare ?? Buffer.allocUnsafeSlow(capacity)
    spare = full
    batchBytes = 0
    writing = part.write(bytes)
    // Met again at the next await of `writing`; until then it must not count as unhandled.
    writing.catch(() => {})
    addToContent(content, bytes)
  }

  const checkpoint = async (): Promise<void> => {
    const { bytes, hash } = written
    if (bytes === checkpointedBytes) return
    checkpointedBytes = bytes
    await sync()
    await record.append({ checkpoint: { bytes, sha256: hash.digest('hex') } })
  }

  return {
    push: async (chunk) => {
      for (let taken = 0; taken < chunk.byteLength;) {
        const piece = chunk.subarray(taken, taken + capacity - batchBytes)
        batch.set(piece, batchBytes)
        batchBytes += piece.byteLength
        taken += piece.byteLength
        if (batchBytes === capacity) await startWrite()
      }
      // A slow disk gets fewer checkpoints, not a slower transfer.
      if (isCheckpointing || content.bytes - checkpointedBytes < CHECKPOINT_BYTES) return
      await settleWrite()
      isCheckpointing = true
      checkpointing = checkpoint().then(() => void (isCheckpointing = false))
      checkpointing.catch(() => {})
    },
    flush: async () => {
      await startWrite()
      await settleWrite()
      await checkpointing
    },
    sync,
    salvage: async () => {
      await startWrite()
        .then(settleWrite)
        .catch(() => {})
      await checkpointing.catch(() => {})
      if (hasSyncFailed) return
      await checkpoint()
      await record.sync()
    },
    writtenBytes: () => written.bytes,
    close: async () => {
      await Promise.allSettled([writing, checkpointing])
      await part.close()
    },
  }
}
