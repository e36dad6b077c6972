import { RectangleHorizontal, RectangleVertical, Square } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import { formatSeconds, formatSize } from '../../i18n/format.ts'
import { orientationOf, readSize } from '../../stores/compose/choice.ts'
import { cx } from '../../ui/classNames.ts'
import { CONTROL } from '../../ui/Field.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Select } from '../../ui/Select.tsx'

/** Small controls for what a model offers. They know nothing of the composer, so that a queued job is edited with the same. */

interface ControlAria {
  id?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

interface ModelControlProps extends ControlAria {
  models: readonly ModelCapabilities[]
  model: ModelCapabilities
  look: 'field' | 'quiet'
  onChange: (model: string) => void
}

export const ModelControl = ({ models, model, look, onChange, ...aria }: ModelControlProps) => {
  const { t } = useTranslation('compose')
  return (
    <Select
      {...aria}
      label={t('model')}
      look={look}
      className={look === 'quiet' ? 'max-w-40' : ''}
      value={model.id}
      options={models.map(({ id, label, retiredSince }) => ({
        value: id,
        label: retiredSince === null ? label : t('modelRetired', { model: label }),
      }))}
      onChange={onChange}
    />
  )
}

interface SecondsControlProps extends ControlAria {
  model: ModelCapabilities
  seconds: number | null
  look: 'field' | 'quiet'
  onChange: (seconds: number | null) => void
}

const USUAL = 'usual'

export const SecondsControl = ({ model, seconds, look, onChange, ...aria }: SecondsControlProps) => {
  const { t } = useTranslation('compose')
  const allowed = model.seconds
  if (allowed === null) return null
  if ('min' in allowed)
    return (
      <div className={look === 'quiet' ? 'w-28' : 'w-36'}>
        <NumberInput
          {...aria}
          label={t('seconds')}
          value={seconds}
          min={allowed.min}
          max={allowed.max}
          step={allowed.step}
          onChange={onChange}
        />
      </div>
    )
  const usual = model.defaultSeconds === null ? [{ value: USUAL, label: t('secondsOfModel') }] : []
  return (
    <Select
      {...aria}
      label={t('seconds')}
      look={look}
      value={seconds === null ? USUAL : String(seconds)}
      options={[...usual, ...allowed.values.map((value) => ({ value: String(value), label: formatSeconds(value) }))]}
      onChange={(value) => onChange(value === USUAL ? null : Number(value))}
    />
  )
}

const SHAPES = { landscape: RectangleHorizontal, portrait: RectangleVertical, square: Square } as const

interface SizeControlProps extends ControlAria {
  model: ModelCapabilities
  size: string | null
  look: 'field' | 'quiet'
  onChange: (size: string | null) => void
}

export const SizeControl = ({ model, size, look, onChange, ...aria }: SizeControlProps) => {
  const { t } = useTranslation('compose')
  if (model.sizes === null) return <AnySize {...aria} size={size} onChange={onChange} />
  const usual = model.defaultSize === null ? [{ value: USUAL, label: t('sizeOfModel') }] : []
  const Shape = size === null ? null : SHAPES[orientationOf(size)]
  return (
    <Select
      {...aria}
      label={t('size')}
      look={look}
      icon={Shape !== null && <Shape aria-hidden className="size-3.5 shrink-0 text-muted" />}
      value={size ?? USUAL}
      options={[
        ...usual,
        ...model.sizes.map((option) => ({
          value: option,
          label: formatSize(option),
          note: t(`orientation.${orientationOf(option)}`),
        })),
      ]}
      onChange={(value) => onChange(value === USUAL ? null : value)}
    />
  )
}

/** Where a model takes any size, it is typed; what is no size yet is not passed on. */
const AnySize = ({
  size,
  onChange,
  ...aria
}: ControlAria & { size: string | null; onChange: (size: string | null) => void }) => {
  const { t } = useTranslation('compose')
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? size ?? ''
  const isWrong = shown.trim() !== '' && readSize(shown) === null
  const change = (text: string): void => {
    setTyped(text)
    const read = readSize(text)
    if (text.trim() === '' || read !== null) onChange(read)
  }
  return (
    <input
      {...aria}
      aria-label={t('size')}
      aria-invalid={isWrong || aria['aria-invalid'] === true}
      title={isWrong ? t('sizeWrong') : t('sizeOfModel')}
      placeholder={t('sizePlaceholder')}
      value={shown}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setTyped(null)}
      className={cx(CONTROL, 'h-control max-w-28')}
    />
  )
}
