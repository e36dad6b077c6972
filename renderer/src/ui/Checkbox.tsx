import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'

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
