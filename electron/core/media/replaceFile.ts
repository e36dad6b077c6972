import { open, rename, rm } from 'node:fs/promises'

/**
 * Replaces a file as a whole, never half written, also after a power cut. When the disk is full the old one stays, and
 * no draft is left behind. The folder must be there.
 */
export const replaceFile = async (path: string, content: string | Uint8Array, mode: number): Promise<void> => {
  const draft = `${path}.${process.pid}.tmp`
  try {
    const file = await open(draft, 'w', mode)
    try {
      // An older draft keeps its mode when it is opened again.
      await file.chmod(mode)
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
