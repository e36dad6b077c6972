import type { ShellStore } from '../shellStore.ts'
import type { Translate } from '../texts/texts.ts'

export interface TrayNoteDeps {
  store: ShellStore
  /** There once the host is open. `showNote` says whether it could be shown. */
  shell: Promise<{ showNote(title: string, body: string): boolean; hasTray(): boolean }>
  translate: () => Translate
  platform: NodeJS.Platform
}

/** Tells once, ever, where the window went and that the work does not end with it; again where it could not be shown. */
export const createTrayNote =
  ({ store, shell, translate, platform }: TrayNoteDeps) =>
  async (): Promise<void> => {
    if (store.get().hasToldAboutTray) return
    // Whoever opens the shell says why it failed.
    const ready = await shell.catch(() => null)
    if (ready === null || !ready.hasTray() || store.get().hasToldAboutTray) return
    const text = translate()
    const title = text(platform === 'darwin' ? 'window:menuBarNoteTitle' : 'window:trayNoteTitle')
    if (ready.showNote(title, text('window:trayNote'))) store.set({ hasToldAboutTray: true })
  }
