import { Toast as Base } from '@base-ui/react/toast'

/** Holds what `Toasts` shows, so that anything can say something before the components for it are loaded. */
export const toastManager = Base.createToastManager()

export interface ToastOptions {
  text: string
  /** Small print below. */
  note?: string
  /** Errors stay until dismissed and are read out at once. */
  tone?: 'plain' | 'error'
  action?: { label: string; run: () => void }
  /** Unix ms until which the action works; the toast stays that long, and 8 seconds at most. */
  until?: number
}

const SHOWN_MS = 5_000
const LONGEST_MS = 8_000

/** Says in passing what was done, with the way back. Answers how to take it away early. */
export const showToast = ({ text, note, tone = 'plain', action, until }: ToastOptions): (() => void) => {
  const shown = action === undefined ? SHOWN_MS : LONGEST_MS
  const timeout = tone === 'error' ? 0 : Math.min(shown, until === undefined ? shown : until - Date.now())
  const id: string = toastManager.add({
    title: text,
    ...(note === undefined ? {} : { description: note }),
    type: tone,
    timeout,
    priority: tone === 'error' ? 'high' : 'low',
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              toastManager.close(id)
              action.run()
            },
          },
        }),
  })
  return () => toastManager.close(id)
}
