import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { useId } from 'react'

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
