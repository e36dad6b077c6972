import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'
import { cx } from './classNames.ts'

interface SegmentsProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string; icon?: ReactNode }[]
  onChange: (value: Value) => void
  /** Show icons alone; the labels are still read out. */
  isIconOnly?: boolean
}

/** One of two to four, all in sight. */
export const Segments = <Value extends string>({
  label,
  value,
  options,
  onChange,
  isIconOnly = false,
}: SegmentsProps<Value>) => (
  <ToggleGroup
    aria-label={label}
    value={[value]}
    onValueChange={([next]) => next !== undefined && onChange(next)}
    className="inline-flex rounded-md border border-control bg-field p-px"
  >
    {options.map((option) => (
      <Toggle
        key={option.value}
        value={option.value}
        {...(isIconOnly ? { 'aria-label': option.label, title: option.label } : {})}
        className={cx(
          'inline-flex h-[calc(var(--control-height)-4px)] items-center gap-1.5 rounded-[5px] text-muted transition-colors hover:text-text data-pressed:bg-selected data-pressed:text-accent [&_svg]:size-4',
          isIconOnly ? 'px-1.5' : 'px-2',
        )}
      >
        {option.icon}
        {!isIconOnly && option.label}
      </Toggle>
    ))}
  </ToggleGroup>
)
