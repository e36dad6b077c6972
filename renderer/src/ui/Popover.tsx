import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './classNames.ts'

interface PopoverProps {
  /** The button that opens it; it must have a name. */
  trigger: ReactElement
  /** Read out when it opens. */
  title: string
  isTitleHidden?: boolean
  align?: 'start' | 'center' | 'end'
  size?: 'normal' | 'wide'
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** What takes the keyboard when it closes; the trigger by default. Null leaves the keyboard where it went. */
  focusAfter?: () => HTMLElement | null
  /** What it stands above, where that is more than its trigger. */
  anchor?: () => Element | null
  children: ReactNode
}

export const Popover = ({
  trigger,
  title,
  isTitleHidden = false,
  align = 'start',
  size = 'normal',
  isOpen,
  onOpenChange,
  focusAfter,
  anchor,
  children,
}: PopoverProps) => (
  <Base.Root
    {...(isOpen === undefined ? {} : { open: isOpen })}
    {...(onOpenChange === undefined ? {} : { onOpenChange: (open: boolean) => onOpenChange(open) })}
  >
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} align={align} className="z-40" {...(anchor === undefined ? {} : { anchor })}>
        <Base.Popup
          {...(focusAfter === undefined ? {} : { finalFocus: () => focusAfter() ?? false })}
          className={cx(
            size === 'wide' ? 'w-md' : 'w-80',
            'max-h-(--available-height) max-w-(--available-width) overflow-auto rounded-md border border-line bg-raised p-3 text-text shadow-popup outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
          )}
        >
          <Base.Title className={isTitleHidden ? 'sr-only' : 'mb-2 font-semibold'}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
