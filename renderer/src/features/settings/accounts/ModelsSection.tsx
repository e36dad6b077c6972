import { RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelCapabilities } from '../../../../../shared/models/capabilities.ts'
import { useAccounts, useScreen } from '../../../stores/screenContext.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Skeleton } from '../../../ui/Message.tsx'
import { Section } from '../Page.tsx'
import { writeLengths, writeModes, writePrice, writeSizes } from './modelWording.ts'

/** What an account offers. */
export const ModelsSection = ({ accountId }: { accountId: string }) => {
  const { t } = useTranslation('settings')
  const { accounts } = useScreen()
  const state = useAccounts(({ models }) => models[accountId])
  useEffect(() => accounts.needModels(accountId), [accounts, accountId])
  return (
    <Section
      title={t('accounts.models.title')}
      end={
        <IconButton
          label={t('accounts.models.reload')}
          icon={<RefreshCw aria-hidden />}
          onClick={() => void accounts.reloadModels(accountId)}
        />
      }
    >
      {(state === undefined || state.phase === 'loading') && (
        <>
          <p className="sr-only">{t('accounts.models.loading')}</p>
          <Skeleton className="h-24" />
        </>
      )}
      {state?.phase === 'failed' && (
        <p className="text-bad">{t('accounts.models.failed', { reason: state.message })}</p>
      )}
      {state?.phase === 'ready' &&
        (state.models.length === 0 ? (
          <p className="text-muted">{t('accounts.models.none')}</p>
        ) : (
          <ModelsTable models={state.models} />
        ))}
    </Section>
  )
}

const CELL = 'py-1.5 pe-4 align-top'

const ModelsTable = ({ models }: { models: readonly ModelCapabilities[] }) => {
  const { t } = useTranslation('settings')
  const columns = (['model', 'lengths', 'sizes', 'modes', 'price'] as const).map((name) => t(`accounts.models.${name}`))
  return (
    <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={t('accounts.models.title')}>
      <table className="w-full border-collapse text-start">
        <thead className="sticky top-0 bg-canvas text-sm text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`${CELL} text-start font-normal`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id} className="border-t border-line">
              <th scope="row" className={`${CELL} min-w-32 text-start font-normal [overflow-wrap:anywhere]`}>
                <span className="font-medium">{model.label}</span>
                {model.label !== model.id && (
                  <span className="selectable block font-mono text-sm text-muted">{model.id}</span>
                )}
                {model.retiredSince !== null && (
                  <span className="block text-sm text-warn">
                    {t('accounts.models.retired', { date: model.retiredSince })}
                  </span>
                )}
              </th>
              <td className={`${CELL} tabular-nums`}>{writeLengths(model, t)}</td>
              <td className={`${CELL} tabular-nums`}>{writeSizes(model, t)}</td>
              <td className={CELL}>{writeModes(model, t)}</td>
              <td className={`${CELL} tabular-nums`}>{writePrice(model, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
