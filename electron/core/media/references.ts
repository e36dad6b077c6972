import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { Clock, FileStore } from '../ports.ts'
import type { AssetRepository } from './assetRepository.ts'
import { readImageFacts } from './imageFile.ts'

/** Keeps reference images in the private folder, so that a queued job still has its image in an hour. */
export function createReferences(deps: { files: FileStore; assets: AssetRepository; clock: Clock; dataDir: string }) {
  const { files, assets, clock } = deps
  const folder = join(deps.dataDir, 'references')

  /** @throws IpcError `invalid` for anything that is not a PNG, JPEG or WebP image. */
  return async function add(originalName: string, bytes: Uint8Array) {
    const facts = readImageFacts(bytes)
    if (facts === null) {
      throw new IpcError('invalid', `${originalName} is not a PNG, JPEG or WebP image.`, 'base64')
    }
    const id = `reference_${randomUUID().replaceAll('-', '')}`
    const fileName = `${id}.${facts.extension}`
    await writeDurably(files, folder, fileName, bytes)
    assets.insert({
      id,
      jobSeq: null,
      role: 'reference',
      folder,
      fileName,
      mediaType: facts.type,
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      createdAt: clock.now(),
    })
    return { referenceId: id, type: facts.type, sizeBytes: bytes.byteLength }
  }
}

/** Writes a small file so that it is either whole or not there, also after a power cut. */
export async function writeDurably(
  files: FileStore,
  folder: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<void> {
  await files.makeFolder(folder)
  const path = join(folder, fileName)
  const part = await files.openPart(`${path}.part`, 0)
  try {
    await part.write(bytes)
    await part.sync()
  } finally {
    await part.close()
  }
  await files.rename(`${path}.part`, path)
  await files.syncFolder(folder)
}
