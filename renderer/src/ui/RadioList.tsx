import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'
import { cx } from './classNames.ts'

export interface RadioOption<Value extends string> {
  value: Value
  label: string
  /** Second line, smaller. */
  note?: string
}

interface RadioListProps<Value extends string> {
  label: string
  isLabelHidden?: boolean
  value: Value | null
  options: readonly RadioOption<Value>[]
  onChange: (value: Value) => void
  className?: string
}

/** One of a few that need a word of explanation, all in sight. */
export const RadioList = <Value extends string>({
  label,
  isLabelHidden = false,
  value,
  options,
  onChange,
  className,
}: RadioListProps<Value>) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <span id={id} className={isLabelHidden ? 'sr-only' : 'text-sm text-muted'}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        className={cx('flex flex-col gap-1', className)}
      >
        {options.map((option, index) => (
          <label key={option.value} className="flex min-h-6 items-start gap-2.5">
            <Radio.Root
              value={option.value}
              {...(option.note === undefined ? {} : { 'aria-describedby': `${id}-${index}` })}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-field data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-on-accent data-unchecked:hidden" />
            </Radio.Root>
            <span className="min-w-0">
              {option.label}
              {option.note !== undefined && (
                <span id={`${id}-${index}`} className="block text-sm text-muted">
                  {option.note}
                </span>
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  )
}
