import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './classNames.ts'
import { CONTROL } from './Field.tsx'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
  /** Second line, smaller. */
  note?: string
  isDisabled?: boolean
}

interface SelectProps<Value extends string> {
  /** Read out by screen readers where no visible label names it. */
  label?: string
  id?: string
  value: Value
  options: readonly SelectOption<Value>[]
  onChange: (value: Value) => void
  isDisabled?: boolean
  /** `quiet` is as small as its value, for rows of small controls. */
  look?: 'field' | 'quiet'
  /** Stands before the value. */
  icon?: ReactNode
  className?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

const LOOKS = {
  field: CONTROL,
  quiet:
    'min-w-0 rounded-md border border-line px-1.5 text-text transition-colors hover:bg-hover data-popup-open:bg-hover aria-invalid:border-bad aria-invalid:text-bad disabled:opacity-50 focus-visible:outline-offset-0 [&_svg]:size-3.5 [&_svg]:shrink-0',
} as const

/** One of a few. In a `Field`, spread the control's props into it. */
export const Select = <Value extends string>({
  label,
  id,
  value,
  options,
  onChange,
  isDisabled = false,
  look = 'field',
  icon,
  className,
  ...aria
}: SelectProps<Value>) => (
  <Base.Root
    modal={false}
    value={value}
    items={options.map((option) => ({ value: option.value, label: option.label }))}
    onValueChange={(next) => next !== null && onChange(next)}
    disabled={isDisabled}
    {...(id === undefined ? {} : { id })}
  >
    <Base.Trigger
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...aria}
      className={cx(LOOKS[look], 'flex h-control items-center gap-1.5 text-start', className)}
    >
      {icon}
      <Base.Value className="min-w-0 flex-1 truncate" />
      {look === 'field' && (
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
        </Base.Icon>
      )}
    </Base.Trigger>
    <Base.Portal>
      <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-40">
        <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-auto rounded-md border border-line bg-raised p-1 text-text shadow-popup outline-none">
          <Base.List>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled === true}
                className="grid min-h-7 grid-cols-[1rem_1fr] items-center gap-2 rounded-sm px-2 py-1 outline-none data-disabled:opacity-50 data-highlighted:bg-hover"
              >
                <Base.ItemIndicator className="col-start-1">
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
                <span className="col-start-2">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.note !== undefined && <span className="block text-sm text-muted">{option.note}</span>}
                </span>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
