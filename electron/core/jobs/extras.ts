import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { writeDurably } from '../media/references.ts'
import type { AssetOutcome, AssetVariant } from '../providers/videoProvider.ts'
import { TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import { waitUntil, type Lane } from './lane.ts'
import { isHolding } from './queuePause.ts'

export type Extras = ReturnType<typeof createExtras>

/** Still image and spritesheet of a take, where the provider makes them. Nice to have: never holds a job up. */
export function createExtras(context: EngineContext, sniff: (bytes: Uint8Array) => string | null) {
  const { assets, clock, files, jobs, logger, store, tasks } = context
  const folder = join(context.dataDir, 'posters')

  async function fetchVariant(lane: Lane, seq: number, variant: Exclude<AssetVariant, 'video'>, signal: AbortSignal) {
    for (const delayMs of RETRY_DELAYS_MS) {
      await waitUntil(clock, clock.now() + delayMs, signal)
      const job = jobs.bySeq(seq)
      if (job === null || job.handle === null || !(await lane.take('download', signal))) return
      const timeout = withTimeout(clock, signal, TIMES.lookTimeoutMs)
      try {
        const answer = await lane.provider.openAsset(job.handle, variant, {
          offset: 0,
          ifRange: null,
          signal: timeout.signal,
        })
        if (answer.kind === 'unsupported' || answer.kind === 'gone') return
        if (answer.kind === 'open' && (await keep(seq, variant, answer))) return
      } catch (error) {
        logger.debug('an extra could not be fetched', { seq, variant, error: String(error) })
      } finally {
        timeout.done()
      }
    }
  }

  async function keep(seq: number, role: 'poster' | 'spritesheet', answer: Extract<AssetOutcome, { kind: 'open' }>) {
    const letSleep = context.keepAwake()
    const bytes = await readAll(answer.body).finally(letSleep)
    const mediaType = bytes === null ? null : sniff(bytes)
    if (bytes === null || mediaType === null) return false
    const id = `image_${randomUUID().replaceAll('-', '')}`
    const fileName = `${id}.${mediaType.slice('image/'.length)}`
    await writeDurably(files, folder, fileName, bytes)
    store.transaction(() => {
      if (assets.byJob(seq).some((asset) => asset.role === role)) return
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const createdAt = clock.now()
      assets.insert({
        id,
        jobSeq: seq,
        role,
        folder,
        fileName,
        mediaType,
        sizeBytes: bytes.byteLength,
        sha256,
        createdAt,
      })
      store.touch(seq)
    })
    return true
  }

  return {
    fetch(seq: number): void {
      const lane = context.lane(jobs.bySeq(seq)?.accountId ?? '')
      if (lane === null || tasks.has(extrasTask(seq))) return
      const { can } = lane.provider.descriptor
      tasks.start(extrasTask(seq), async (signal) => {
        if (can.poster !== 'no') await fetchVariant(lane, seq, 'poster', signal)
        if (can.spritesheet !== 'no') await fetchVariant(lane, seq, 'spritesheet', signal)
      })
    },
    /** After a start: what the last run did not get to, as long as the provider may still have it; one by one. */
    resume(): void {
      if (isHolding(context) || tasks.has('extras')) return
      tasks.start('extras', async (signal) => {
        for (const seq of jobs.newestOf('completed', RESUMED_AT_MOST)) {
          if (signal.aborted) return
          const job = jobs.bySeq(seq)
          if (job === null || job.expiresAt === null || job.expiresAt < clock.now()) continue
          if (assets.byJob(seq).some((asset) => asset.role === 'poster')) continue
          this.fetch(seq)
          await tasks.ended(extrasTask(seq))
        }
      })
    },
  }
}

export const extrasTask = (seq: number): string => `extras:${seq}`

async function readAll(body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const RETRY_DELAYS_MS = [0, 5000, 20_000]
const MOST_BYTES = 20_000_000
const RESUMED_AT_MOST = 50
