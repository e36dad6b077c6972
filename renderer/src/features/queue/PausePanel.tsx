import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/accounts/account.ts'
import { formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import { useForecast, type Forecast } from '../../jobs/useForecast.ts'
import { useAccounts, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Switch.tsx'

export type PauseMode = 'after_running' | 'now'

/** Each way to pause with what it means, and a switch for each account. */
export const PausePanel = ({ mode }: { mode: PauseMode | null }) => {
  const forecast = useForecast()
  const { t } = useTranslation('queue')
  const { queue } = useScreen()
  const accounts = useAccounts((state) => state.accounts) ?? []
  return (
    <div className="flex flex-col gap-3">
      {mode !== null && (
        <Choice
          label={t('pause.resume')}
          note={`${t(mode === 'now' ? 'pause.isPausedNow' : 'pause.isPaused')} ${t('pause.resumeNote')}`}
          run={() => queue.resume()}
        />
      )}
      {mode !== 'after_running' && (
        <Choice
          label={t('pause.afterRunning')}
          note={t('pause.afterRunningNote')}
          run={() => queue.pause('after_running')}
        />
      )}
      {mode !== 'now' && <Choice label={t('pause.now')} note={t('pause.nowNote')} run={() => queue.pause('now')} />}
      {accounts.length > 0 && (
        <div className="flex flex-col gap-2 border-t border-line pt-3">
          <h3 className="font-semibold">{t('pause.accounts')}</h3>
          {accounts.map((account) => (
            <AccountSwitch key={account.id} account={account} forecast={forecast} />
          ))}
          <p className="text-sm text-muted">{t('pause.accountNote')}</p>
        </div>
      )}
    </div>
  )
}

const Choice = ({ label, note, run }: { label: string; note: string; run: () => Promise<void> }) => (
  <div className="flex flex-col gap-1">
    <Button onClick={() => void run()}>{label}</Button>
    <p className="text-sm text-muted">{note}</p>
  </div>
)

/** On means that the account sends. */
const AccountSwitch = ({ account, forecast }: { account: Account; forecast: Forecast | null }) => {
  const { t } = useTranslation(['queue', 'jobs'])
  const { accounts } = useScreen()
  const load = forecast?.accounts.find(({ accountId }) => accountId === account.id)
  const numbers =
    load === undefined ? null : { running: formatNumber(load.running), waiting: formatNumber(load.waiting) }
  const note =
    account.pause !== null
      ? t(`jobs:waiting.account_${account.pause.reason}`)
      : numbers === null || load === undefined
        ? undefined
        : load.remainingMs === null
          ? t('pause.load', numbers)
          : t('pause.loadTime', { ...numbers, duration: formatRoughDuration(load.remainingMs) })
  return (
    <Switch
      label={account.name}
      {...(note === undefined ? {} : { note })}
      isOn={account.pause === null}
      onChange={(isOn) => void (isOn ? accounts.resume(account.id) : accounts.pause(account.id))}
    />
  )
}
