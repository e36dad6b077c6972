import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toastManager } from './toast.ts'
import { buttonClass, IconButton } from './Button.tsx'

/**
 * Where toasts appear: over the inspector, or without one above the composer, whose buttons they must not hide. F6
 * takes the keyboard there.
 */
export const Toasts = () => {
  const { t } = useTranslation('ui')
  return (
    <Base.Provider toastManager={toastManager} limit={4}>
      <Base.Portal>
        <Base.Viewport
          aria-label={t('messages')}
          className="fixed end-2 bottom-[calc(2.5rem+var(--composer-height,0px)*(1-min(1,var(--inspector-width,0px)/1px)))] z-50 flex w-[max(16rem,calc(var(--inspector-width,24rem)-1rem))] max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

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
