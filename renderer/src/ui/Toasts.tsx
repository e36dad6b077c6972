import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { buttonClass, IconButton } from './Button.tsx'

const manager = Base.createToastManager()

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
  const id: string = manager.add({
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
              manager.close(id)
              action.run()
            },
          },
        }),
  })
  return () => manager.close(id)
}

/** Where toasts appear: above the composer, whose buttons they must not hide. F6 takes the keyboard there. */
export const Toasts = () => (
  <Base.Provider toastManager={manager} limit={4}>
    <Base.Portal>
      <Base.Viewport className="fixed end-4 bottom-[calc(2.5rem+var(--composer-height,0px))] z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2">
        <ToastList />
      </Base.Viewport>
    </Base.Portal>
  </Base.Provider>
)

const ToastList = () => {
  const { t } = useTranslation('ui')
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      // Is a dialog to screen readers, yet leaves the keyboard to the rest.
      data-toast
      className="rounded-md border border-line bg-raised text-text shadow-popup transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-center gap-2 py-1.5 ps-3 pe-1.5">
        {toast.type === 'error' && <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />}
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <Base.Title />
          <Base.Description className="text-sm text-muted" />
        </div>
        {toast.actionProps !== undefined && (
          <Base.Action className={buttonClass('quiet') + ' font-semibold text-accent'} />
        )}
        <Base.Close render={<IconButton label={t('dismiss')} icon={<X aria-hidden />} />} />
      </Base.Content>
    </Base.Root>
  ))
}
