import type { PresentedNotice } from './presentNotice.ts'

/** What a person, or the system, does with a notice that is shown. */
export interface NoticeListeners {
  onClick(): void
  /** The button's place in `actions`. */
  onAction(index: number): void
  /** Nobody can click it any more. */
  onGone(): void
  onFailed(reason: string): void
}

/** A notice that is shown; to be kept as long as it can be clicked. */
export interface ShownNotice {
  close(): void
}

/** The system's own notices. */
export interface NoticeSystem {
  isSupported(): boolean
  show(notice: PresentedNotice, listeners: NoticeListeners): ShownNotice
}
