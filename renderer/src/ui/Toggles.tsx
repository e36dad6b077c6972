import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { Check, Minus } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { cx } from './classNames.ts'

interface CheckboxProps {
  label: string
  isLabelHidden?: boolean
  isChecked: boolean
  /** Some, but not all. */
  isMixed?: boolean
  isDisabled?: boolean
  onChange: (isChecked: boolean) => void
}

export const Checkbox = ({
  label,
  isLabelHidden = false,
  isChecked,
  isMixed = false,
  isDisabled = false,
  onChange,
}: CheckboxProps) => (
  <label className="inline-flex min-h-6 items-center gap-2">
    <BaseCheckbox.Root
      checked={isChecked}
      indeterminate={isMixed}
      disabled={isDisabled}
      onCheckedChange={(next) => onChange(next)}
      className="grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-field text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
    >
      <BaseCheckbox.Indicator>
        {isMixed ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="size-3" strokeWidth={3} />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
    <span className={isLabelHidden ? 'sr-only' : ''}>{label}</span>
  </label>
)

interface SwitchProps {
  label: string
  note?: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

/** A setting that acts at once. */
export const Switch = ({ label, note, isOn, isDisabled = false, onChange }: SwitchProps) => {
  const noteId = useId()
  return (
    <label className="flex min-h-6 items-start gap-3">
      <BaseSwitch.Root
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={(next) => onChange(next)}
        {...(note === undefined ? {} : { 'aria-describedby': noteId })}
        className="mt-0.5 flex h-4.5 w-8 shrink-0 rounded-full border border-control bg-track p-px transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <BaseSwitch.Thumb className="size-3.5 rounded-full bg-text transition-transform data-checked:translate-x-3.5 data-checked:bg-on-accent" />
      </BaseSwitch.Root>
      <span>
        {label}
        {note !== undefined && (
          <span id={noteId} className="block text-sm text-muted">
            {note}
          </span>
        )}
      </span>
    </label>
  )
}

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
