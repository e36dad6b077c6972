import { existsSync } from 'node:fs'
import { rename, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { part } from '../machine/member.ts'
import { options } from '../machine/options.ts'

/** The system's own programs, which only take note. The trash is real, so that a spec can look into it. */
export const shell = part<Electron.Shell>('shell', {
  openExternal: () => Promise.resolve(),
  openPath: (path) => Promise.resolve(existsSync(path) ? '' : 'No such file'),
  showItemInFolder: () => {},
  beep: () => {},
  trashItem: async (path) => {
    const trash = join(options.systemDir, 'Trash')
    await mkdir(trash, { recursive: true })
    await rename(path, join(trash, basename(path)))
  },
})
