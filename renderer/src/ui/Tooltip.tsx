import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './Keys.tsx'

interface TooltipProps {
  label: string
  keys?: string | undefined
  /** One element that takes focus. It must have a name of its own: a tooltip is for the eyes. */
  children: ReactElement
}

export const TooltipProvider = Base.Provider

export const Tooltip = ({ label, keys, children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} className="z-50">
        <Base.Popup className="flex items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-sm text-text shadow-popup transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          {label}
          {keys !== undefined && <Keys keys={keys} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
