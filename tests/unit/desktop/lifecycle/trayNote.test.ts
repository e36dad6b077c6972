import { describe, expect, it } from 'vitest'
import { createTrayNote, type TrayNoteDeps } from '../../../../electron/desktop/lifecycle/trayNote.ts'
import { DEFAULT_SHELL_MEMORY, type ShellMemory } from '../../../../electron/desktop/shellStore.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'

const IN_TRAY = 'Dailies keeps working in the tray'

const open = (platform: NodeJS.Platform = 'win32') => {
  const notes: string[] = []
  const state = { canShow: true, hasTray: true }
  let memory: ShellMemory = DEFAULT_SHELL_MEMORY
  const store = { get: () => memory, set: (changes: Partial<ShellMemory>) => void (memory = { ...memory, ...changes }) }
  const shell = Promise.withResolvers<Awaited<TrayNoteDeps['shell']>>()
  const hasOpened = (): void =>
    shell.resolve({
      hasTray: () => state.hasTray,
      showNote(title) {
        if (state.canShow) notes.push(title)
        return state.canShow
      },
    })
  const startApp = () =>
    createTrayNote({
      store,
      shell: shell.promise,
      translate: () => createTranslate('en'),
      platform,
    })
  return { notes, state, startApp, hasOpened, fails: shell.reject, hasTold: () => memory.hasToldAboutTray }
}

describe('the note at the first close', () => {
  it('says once that the work goes on, and remembers it', async () => {
    const { notes, startApp, hasOpened } = open()
    hasOpened()
    await startApp()()
    await startApp()()
    expect(notes).toEqual([IN_TRAY])
  })

  it('calls the place what the system calls it', async () => {
    const { notes, startApp, hasOpened } = open('darwin')
    hasOpened()
    await startApp()()
    expect(notes).toEqual(['Dailies keeps working in the menu bar'])
  })

  it('is shown later, and once, where the host was still opening', async () => {
    const { notes, startApp, hasOpened, hasTold } = open()
    const tell = startApp()
    const told = [tell(), tell()]
    expect([notes, hasTold()]).toEqual([[], false])
    hasOpened()
    await Promise.all(told)
    expect([notes, hasTold()]).toEqual([[IN_TRAY], true])
  })

  it('is not remembered where the system did not show it', async () => {
    const { notes, state, startApp, hasOpened, hasTold } = open()
    hasOpened()
    state.canShow = false
    await startApp()()
    expect(hasTold()).toBe(false)
    state.canShow = true
    await startApp()()
    expect(notes).toEqual([IN_TRAY])
  })

  it('is neither shown nor remembered where there turns out to be no tray, or no host', async () => {
    const bare = open()
    bare.state.hasTray = false
    bare.hasOpened()
    await bare.startApp()()
    const failed = open()
    failed.fails(new Error('no host'))
    await failed.startApp()()
    expect([bare.notes, bare.hasTold(), failed.notes, failed.hasTold()]).toEqual([[], false, [], false])
  })
})
