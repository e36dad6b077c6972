import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Field } from '../../ui/Field.tsx'
import { writeSizeOption, type ComposeChoice } from './composeChoice.ts'

/** The field that the host's refusal names, and what it says. */
export type FieldErrors = Readonly<Partial<Record<string, string>>>

interface SettingFieldsProps {
  models: readonly ModelCapabilities[]
  choice: ComposeChoice
  count: number
  errors: FieldErrors
}

const numberOrNull = (text: string): number | null => (Number(text) > 0 ? Number(text) : null)

export const SettingFields = ({ models, choice, count, errors }: SettingFieldsProps) => {
  const { draft } = useScreen()
  return (
    <>
      <Field label="Model" error={errors['model'] ?? null} className="compose-model">
        {(control) => (
          <select
            {...control}
            className="control"
            value={choice.model?.id ?? ''}
            disabled={models.length === 0}
            onChange={(event) => draft.change({ model: event.target.value })}
          >
            {models.length === 0 && <option value="">Default</option>}
            {models.map((model) => (
              <option key={model.id} value={model.id}>
                {model.retiredSince === null ? model.label : `${model.label} (retired)`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choice.model !== null && (
        <>
          <SecondsField model={choice.model} seconds={choice.seconds} error={errors['seconds'] ?? null} />
          <SizeField model={choice.model} size={choice.size} error={errors['size'] ?? null} />
        </>
      )}
      <Field label="Takes" error={errors['count'] ?? null} className="compose-count">
        {(control) => (
          <input
            {...control}
            className="control"
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            step={1}
            value={count}
            onChange={(event) => draft.change({ count: Math.max(1, Math.floor(Number(event.target.value))) })}
          />
        )}
      </Field>
    </>
  )
}

interface SecondsFieldProps {
  model: ModelCapabilities
  seconds: number | null
  error: string | null
}

const SecondsField = ({ model, seconds, error }: SecondsFieldProps) => {
  const { draft } = useScreen()
  const allowed = model.seconds
  if (allowed === null) return null
  return (
    <Field label={'min' in allowed ? 'Length (seconds)' : 'Length'} error={error} className="compose-seconds">
      {(control) =>
        'min' in allowed ? (
          <input
            {...control}
            className="control"
            type="number"
            min={allowed.min}
            max={allowed.max}
            step={allowed.step}
            value={seconds ?? ''}
            onChange={(event) => draft.change({ seconds: numberOrNull(event.target.value) })}
          />
        ) : (
          <select
            {...control}
            className="control"
            value={seconds ?? ''}
            onChange={(event) => draft.change({ seconds: numberOrNull(event.target.value) })}
          >
            {model.defaultSeconds === null && <option value="">Default</option>}
            {allowed.values.map((value) => (
              <option key={value} value={value}>
                {value} s
              </option>
            ))}
          </select>
        )
      }
    </Field>
  )
}

interface SizeFieldProps {
  model: ModelCapabilities
  size: string | null
  error: string | null
}

const SizeField = ({ model, size, error }: SizeFieldProps) => {
  const { draft } = useScreen()
  const change = (text: string): void => draft.change({ size: text === '' ? null : text })
  return (
    <Field label="Size" error={error} className="compose-size">
      {(control) =>
        model.sizes === null ? (
          <input
            {...control}
            className="control"
            placeholder="1280x720"
            value={size ?? ''}
            onChange={(event) => change(event.target.value.trim())}
          />
        ) : (
          <select {...control} className="control" value={size ?? ''} onChange={(event) => change(event.target.value)}>
            {model.defaultSize === null && <option value="">Default</option>}
            {model.sizes.map((option) => (
              <option key={option} value={option}>
                {writeSizeOption(option)}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  )
}
