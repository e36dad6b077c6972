import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { FramesLayout } from '../../../shared/jobs/job.ts'
import type { EngineContext } from '../jobs/engineContext.ts'
import { orderedId } from '../jobs/orderedId.ts'
import type { AssetRecord } from './assetRepository.ts'
import { readImageFacts, type ImageFacts } from './imageFile.ts'
import { writeDurably } from './references.ts'

export type TakePictures = ReturnType<typeof createTakePictures>

/**
 * Keeps the pictures that a screen took from a video, where the provider made none. A provider's spritesheet gives way
 * to one of known layout: nobody says how its frames lie, so no screen can show them.
 */
export function createTakePictures(context: Pick<EngineContext, 'assets' | 'clock' | 'dataDir' | 'files' | 'store'>) {
  const { assets, clock, files, store } = context
  const folder = join(context.dataDir, 'posters')

  function mustBeWanted(takeId: string, role: 'poster' | 'spritesheet'): { jobSeq: number; old: AssetRecord | null } {
    const take = assets.byId(takeId)
    if (take === null || take.role !== 'video' || take.jobSeq === null) {
      throw new IpcError('not_found', `There is no take ${takeId}.`, 'takeId')
    }
    const old = assets.byJob(take.jobSeq).find((asset) => asset.role === role) ?? null
    if (old !== null && (role === 'poster' || (old.layout ?? null) !== null)) {
      throw new IpcError('conflict', `This take has its ${role} already.`, 'takeId')
    }
    return { jobSeq: take.jobSeq, old }
  }

  async function keep(
    takeId: string,
    role: 'poster' | 'spritesheet',
    bytes: Uint8Array,
    layout: FramesLayout | null,
  ): Promise<void> {
    mustBeWanted(takeId, role)
    const facts = checkImage(bytes, MOST_BYTES[role])
    if (layout !== null) checkLayout(layout, facts)
    const now = clock.now()
    const id = `image_${orderedId(now)}`
    const fileName = `${id}.${facts.extension}`
    await writeDurably(files, folder, fileName, bytes)
    try {
      const replaced = store.transaction(() => {
        const { jobSeq, old } = mustBeWanted(takeId, role)
        if (old !== null) assets.remove(old.id)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        const file = { folder, fileName, mediaType: facts.type, sizeBytes: bytes.byteLength, sha256 }
        assets.insert({ id, jobSeq, role, ...file, createdAt: now, layout: layout && JSON.stringify(layout) })
        store.touch(jobSeq)
        return old
      })
      if (replaced !== null) await files.remove(join(replaced.folder, replaced.fileName)).catch(() => undefined)
    } catch (error) {
      await files.remove(join(folder, fileName)).catch(() => undefined)
      throw error
    }
  }

  return {
    /** @throws IpcError `conflict` where there is one, `invalid` for what is no image, `too_large` */
    setPoster: (takeId: string, bytes: Uint8Array): Promise<void> => keep(takeId, 'poster', bytes, null),
    /** @throws IpcError as for a poster, and `invalid` naming `layout` when the frames do not fill the image */
    setFrames: (takeId: string, bytes: Uint8Array, layout: FramesLayout): Promise<void> =>
      keep(takeId, 'spritesheet', bytes, layout),
  }
}

function checkImage(bytes: Uint8Array, maxBytes: number): ImageFacts {
  if (bytes.byteLength > maxBytes) {
    throw new IpcError('too_large', `This picture may hold at most ${maxBytes / 1_000_000} MB.`, 'base64')
  }
  const facts = readImageFacts(bytes)
  if (facts === null) throw new IpcError('invalid', 'This is not a PNG, JPEG or WebP image.', 'base64')
  if (Math.max(facts.width, facts.height) > MOST_PIXELS) {
    throw new IpcError('invalid', `This picture is wider or higher than ${MOST_PIXELS} pixels.`, 'base64')
  }
  return facts
}

function checkLayout({ columns, rows, frameCount }: FramesLayout, { width, height }: ImageFacts): void {
  const isFilled = frameCount > columns * (rows - 1) && frameCount <= columns * rows
  if (isFilled && width % columns === 0 && height % rows === 0) return
  throw new IpcError('invalid', `${frameCount} frames in ${columns}×${rows} do not fit ${width}×${height}.`, 'layout')
}

const MOST_BYTES = { poster: 5_000_000, spritesheet: 20_000_000 } as const
/** Decoders of browsers stop at this. */
const MOST_PIXELS = 16_384
