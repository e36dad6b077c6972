import { chmod, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../media/makeFolder.ts'
import { replaceFile } from '../media/replaceFile.ts'

/** Text of a file, or null when there is none. From now on it is readable by its owner only, whoever loosened that. */
export const readPrivateFile = async (path: string): Promise<string | null> => {
  try {
    const text = await readFile(path, 'utf8')
    await chmod(path, 0o600)
    return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Replaces a file as a whole: readable by its owner only, and never half written, also after a power cut. */
export const writePrivateFile = async (path: string, text: string): Promise<void> => {
  await makeFolder(dirname(path), 0o700)
  await replaceFile(path, text, 0o600)
}
