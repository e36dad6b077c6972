import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk of its own, so that it can be full or read-only. */
export interface SmallDisk {
  folder: string
  change(options: string): Promise<void>
  remove(): Promise<void>
}

/** Mounted in memory, which only root may; null where that is not possible. */
export const mountSmallDisk = async (options: string): Promise<SmallDisk | null> => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = await mkdtemp(join(tmpdir(), 'dailies-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
  return {
    folder,
    change: async (changed) => void (await run('mount', ['-o', `remount,${changed}`, folder])),
    remove: async () => {
      await run('umount', ['-l', folder])
      await rm(folder, { recursive: true })
    },
  }
}
