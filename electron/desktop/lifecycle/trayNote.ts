import type { ShellStore } from '../shellStore.ts'
import type { Translate } from '../texts/texts.ts'

export interface TrayNoteDeps {
  store: ShellStore
  /** A system notification that belongs to no job. */
  showNote(title: string, body: string): void
  translate: () => Translate
  platform: NodeJS.Platform
}

/** Tells once, ever, that closing the window does not end the work. */
export const createTrayNote =
  ({ store, showNote, translate, platform }: TrayNoteDeps) =>
  (): void => {
    if (store.get().hasToldAboutTray) return
    store.set({ hasToldAboutTray: true })
    const text = translate()
    showNote(text(platform === 'darwin' ? 'window:menuBarNoteTitle' : 'window:trayNoteTitle'), text('window:trayNote'))
  }
