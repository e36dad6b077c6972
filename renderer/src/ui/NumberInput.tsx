import { NumberField as Base } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface NumberInputProps {
  id?: string
  label?: string
  value: number | null
  min?: number
  max?: number
  step?: number
  isDisabled?: boolean
  onChange: (value: number | null) => void
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

const STEP =
  'grid w-6 place-items-center text-muted hover:bg-hover hover:text-text data-disabled:opacity-50 data-disabled:hover:bg-transparent'

export const NumberInput = ({
  id,
  label,
  value,
  min,
  max,
  step = 1,
  isDisabled = false,
  onChange,
  ...aria
}: NumberInputProps) => {
  const { t } = useTranslation('ui')
  return (
    <Base.Root
      value={value}
      step={step}
      disabled={isDisabled}
      onValueChange={(next) => onChange(next)}
      {...(id === undefined ? {} : { id })}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
    >
      <Base.Group className="flex h-control items-stretch overflow-hidden rounded-md border border-control bg-field has-focus-visible:outline-2 has-focus-visible:outline-accent has-aria-invalid:border-bad">
        <Base.Decrement aria-label={t('decrease')} className={STEP}>
          <Minus aria-hidden className="size-3.5" />
        </Base.Decrement>
        <Base.Input
          {...(label === undefined ? {} : { 'aria-label': label })}
          {...aria}
          aria-roledescription={t('numberField')}
          className="w-12 min-w-0 flex-1 bg-transparent text-center tabular-nums outline-none"
        />
        <Base.Increment aria-label={t('increase')} className={STEP}>
          <Plus aria-hidden className="size-3.5" />
        </Base.Increment>
      </Base.Group>
    </Base.Root>
  )
}
