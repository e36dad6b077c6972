import { describe, expect, it } from 'vitest'
import { createTrayNote } from '../../../../electron/desktop/lifecycle/trayNote.ts'
import { DEFAULT_SHELL_MEMORY, type ShellMemory } from '../../../../electron/desktop/shellStore.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'

const closeTwice = (platform: NodeJS.Platform): string[] => {
  const notes: string[] = []
  let memory: ShellMemory = DEFAULT_SHELL_MEMORY
  const store = { get: () => memory, set: (changes: Partial<ShellMemory>) => void (memory = { ...memory, ...changes }) }
  const create = () =>
    createTrayNote({ store, showNote: (title) => notes.push(title), translate: () => createTranslate('en'), platform })
  create()()
  // Another start of the app.
  create()()
  return notes
}

describe('the note at the first close', () => {
  it('says once that the work goes on, and remembers it', () => {
    expect(closeTwice('win32')).toEqual(['Dailies keeps working in the tray'])
  })

  it('calls the place what the system calls it', () => {
    expect(closeTwice('darwin')).toEqual(['Dailies keeps working in the menu bar'])
  })
})
