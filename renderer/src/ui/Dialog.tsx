import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './classNames.ts'

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  /** The buttons at the bottom, the main one last. */
  actions?: ReactNode
  size?: 'small' | 'medium' | 'large'
  /** Holds nothing that takes the keyboard, so the text itself does, to be scrolled. */
  isReading?: boolean
  children: ReactNode
}

const WIDTHS = { small: 'max-w-md', medium: 'max-w-2xl', large: 'max-w-5xl' } as const

/** A modal window: focus stays inside, Escape closes, focus goes back to where it came from. */
export const Dialog = ({
  isOpen,
  onClose,
  title,
  description,
  actions,
  size = 'medium',
  isReading = false,
  children,
}: DialogProps) => {
  const { t } = useTranslation('ui')
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-30 grid place-items-center p-4">
          <Base.Popup
            className={cx(
              'flex max-h-full min-h-0 w-full flex-col rounded-lg border border-line bg-surface text-text shadow-dialog transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
              WIDTHS[size],
            )}
          >
            <header className="flex items-start gap-3 border-b border-line px-4 py-3">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg font-semibold">{title}</Base.Title>
                {description !== undefined && <Base.Description className="text-muted">{description}</Base.Description>}
              </div>
              {/* Without a tooltip: it would take the first Escape for itself. */}
              <Base.Close
                aria-label={t('close')}
                title={t('close')}
                className="grid h-control w-control shrink-0 place-items-center rounded-md transition-colors hover:bg-hover [&_svg]:size-4"
              >
                <X aria-hidden />
              </Base.Close>
            </header>
            <div
              className="min-h-0 flex-1 overflow-auto px-4 py-4 focus-visible:-outline-offset-2"
              {...(isReading ? { tabIndex: 0, role: 'group', 'aria-label': title } : { tabIndex: -1 })}
            >
              {children}
            </div>
            {actions !== undefined && (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
                {actions}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
