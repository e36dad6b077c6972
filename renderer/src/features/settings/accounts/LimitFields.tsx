import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/Field.tsx'
import { NumberInput } from '../../../ui/NumberInput.tsx'
import { LIMITS } from './newAccount.ts'

interface LimitFieldsProps {
  concurrency: number | null
  requestsPerMinute: number | null
  errors: { concurrency: string | null; requestsPerMinute: string | null }
  onChange: (limits: { concurrency?: number | null; requestsPerMinute?: number | null }) => void
}

/** How much is asked of a provider at most, and what that does. */
export const LimitFields = ({ concurrency, requestsPerMinute, errors, onChange }: LimitFieldsProps) => {
  const { t } = useTranslation('settings')
  return (
    <div className="grid gap-4 @xl:grid-cols-2">
      <Field
        label={t('accounts.limits.concurrency')}
        hint={t('accounts.limits.concurrencyNote')}
        error={errors.concurrency}
      >
        {(control) => (
          <div className="w-36">
            <NumberInput
              {...control}
              {...LIMITS.concurrency}
              value={concurrency}
              onChange={(value) => onChange({ concurrency: value })}
            />
          </div>
        )}
      </Field>
      <Field
        label={t('accounts.limits.requestsPerMinute')}
        hint={t('accounts.limits.requestsNote')}
        error={errors.requestsPerMinute}
      >
        {(control) => (
          <div className="w-36">
            <NumberInput
              {...control}
              {...LIMITS.requestsPerMinute}
              step={5}
              value={requestsPerMinute}
              onChange={(value) => onChange({ requestsPerMinute: value })}
            />
          </div>
        )}
      </Field>
    </div>
  )
}
