import { mkdirSync, statSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Not Node's own `recursive`: that tries for ever where a file system (such as
 * /proc) says of a new folder that it does not exist, and keeps a thread busy with it.
 *
 * @throws Error with the code of the operating system
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  if (await isFolder(folder)) return
  try {
    await mkdir(folder, { mode })
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isFolder(folder))) return
    const parent = parentToMake(folder, error)
    if (parent === null || (await isFolder(parent))) throw error
    await makeFolder(parent, mode)
    await mkdir(folder, { mode })
  }
}

/** `makeFolder` for a start that can go on only with the folder. @throws as that does */
export function makeFolderSync(folder: string, mode = 0o777): void {
  if (isFolderSync(folder)) return
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isFolderSync(folder)) return
    const parent = parentToMake(folder, error)
    if (parent === null || isFolderSync(parent)) throw error
    makeFolderSync(parent, mode)
    mkdirSync(folder, { mode })
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** The folder whose absence explains the error, unless it is there; null where nothing above can be made. */
function parentToMake(folder: string, error: unknown): string | null {
  const parent = dirname(folder)
  return codeOf(error) === 'ENOENT' && parent !== folder ? parent : null
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

function isFolderSync(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
