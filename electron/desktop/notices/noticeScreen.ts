import type { Logger } from '../../core/ports.ts'
import type { NoticeSystem, ShownNotice } from './noticeSystem.ts'
import type { PresentedNotice } from './presentNotice.ts'

/** What becomes of one notice. Each comes after `show` has returned. */
export interface NoticeFate {
  clicked(): void
  /** The button's place in `actions`. */
  pressed(index: number): void
  /** Nobody can click it any more, or it was never seen. */
  gone(shown: ShownNotice): void
}

export interface NoticeScreen {
  /** False for good once it was closed. */
  isThere(): boolean
  /** Null where the system would not. */
  show(notice: PresentedNotice, fate: NoticeFate): ShownNotice | null
  close(): void
}

/** The system's notices, as one that may be missing and may fail without anybody being the worse for it. */
export const createNoticeScreen = (system: NoticeSystem, logger: Logger): NoticeScreen => {
  let hasSaidUnsupported = false
  let isClosed = false

  const isThere = (): boolean => {
    if (isClosed) return false
    if (system.isSupported()) return true
    if (!hasSaidUnsupported) logger.info('this system shows no notices')
    hasSaidUnsupported = true
    return false
  }

  return {
    isThere,
    show(notice, fate) {
      if (!isThere()) return null
      let shown: ShownNotice | null = null
      const goes = (): void => {
        if (shown !== null) fate.gone(shown)
      }
      try {
        shown = system.show(notice, {
          onClick: () => fate.clicked(),
          onAction: (index) => fate.pressed(index),
          onGone: goes,
          onFailed(reason) {
            logger.warn('the system did not show a notice', { reason })
            goes()
          },
        })
      } catch (error) {
        logger.warn('the system did not show a notice', { reason: String(error) })
      }
      return shown
    },
    close() {
      isClosed = true
    },
  }
}
