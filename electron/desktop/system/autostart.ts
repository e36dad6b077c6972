import { readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../../core/media/makeFolder.ts'
import { replaceFile } from '../../core/media/replaceFile.ts'
import type { LoginItem } from './loginItem.ts'
import { autostartEntry, isAutostartOn } from './loginItemPlan.ts'

/** Starting with the computer by a file in the desktop's autostart folder. */
export const createAutostart = ({ program, file }: { program: string; file: string }): LoginItem => {
  const read = async (): Promise<string | null> => await readFile(file, 'utf8').catch(() => null)
  const write = async (): Promise<void> => {
    await makeFolder(dirname(file))
    await replaceFile(file, autostartEntry(program), 0o644)
  }
  return {
    canOpenAtLogin: true,
    opensAtLogin: async () => isAutostartOn(await read()),
    setOpensAtLogin: async (opens) => (opens ? await write() : await rm(file, { force: true })),
    async refresh() {
      const entry = await read()
      if (isAutostartOn(entry) && entry !== autostartEntry(program)) await write()
    },
  }
}
