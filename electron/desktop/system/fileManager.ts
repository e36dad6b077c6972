import { shell } from 'electron'
import type { FileManager } from '../../core/ports.ts'

/** Finder, Explorer, or whatever the desktop has. */
export const systemFileManager: FileManager = {
  reveal: async (path) => shell.showItemInFolder(path),
}
