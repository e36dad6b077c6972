import type { NoticeScreen } from './noticeScreen.ts'
import type { ShownNotice } from './noticeSystem.ts'

export interface Notes {
  /** Shown whether or not a window has the focus. False where the system would not. */
  show(title: string, body: string, click: () => void): boolean
  close(): void
}

/** What the shell itself has to say; about no job, and kept nowhere. */
export const createNotes = (screen: NoticeScreen): Notes => {
  const all = new Set<ShownNotice>()
  const takeAway = (note: ShownNotice | null): void => {
    if (note === null) return
    all.delete(note)
    note.close()
  }
  return {
    show(title, body, click) {
      const note = screen.show(
        { title, body, actions: [], silent: false, urgency: 'normal', groupId: 'note' },
        {
          clicked() {
            takeAway(note)
            click()
          },
          pressed: () => undefined,
          gone: (shown) => void all.delete(shown),
        },
      )
      if (note !== null) all.add(note)
      return note !== null
    },
    close() {
      for (const note of all) takeAway(note)
    },
  }
}
