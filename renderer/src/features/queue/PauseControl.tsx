import { ChevronDown, CirclePause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/accounts/account.ts'
import { formatNumber, formatRoughDuration } from '../../i18n/format.ts'
import type { Forecast } from '../../jobs/useForecast.ts'
import { useAccounts, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Switch } from '../../ui/Toggles.tsx'

type PauseMode = 'after_running' | 'now'

/** Pauses and resumes the whole queue or one account, and says what each of these means. */
export const PauseControl = ({ forecast }: { forecast: Forecast | null }) => {
  const { t } = useTranslation('queue')
  const { queue } = useScreen()
  const isKnown = useQueue((state) => state.queue !== null)
  const mode = useQueue((state): PauseMode | null =>
    state.queue?.isPaused === true ? (state.queue.pauseMode ?? 'after_running') : null,
  )
  const panel = <PausePanel mode={mode} forecast={forecast} />
  if (mode === null)
    return (
      <Popover
        title={t('pause.options')}
        align="end"
        trigger={
          <Button disabled={!isKnown} icon={<CirclePause aria-hidden />}>
            {t('pause.button')}
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {panel}
      </Popover>
    )
  return (
    <div className="flex gap-px">
      <Button tone="primary" icon={<Play aria-hidden />} onClick={() => void queue.resume()}>
        {t('pause.resume')}
      </Button>
      <Popover
        title={t('pause.options')}
        align="end"
        trigger={<IconButton label={t('pause.options')} icon={<ChevronDown aria-hidden />} />}
      >
        {panel}
      </Popover>
    </div>
  )
}

const PausePanel = ({ mode, forecast }: { mode: PauseMode | null; forecast: Forecast | null }) => {
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
  const { t } = useTranslation('queue')
  const { accounts } = useScreen()
  const load = forecast?.accounts.find(({ accountId }) => accountId === account.id)
  const numbers =
    load === undefined ? null : { running: formatNumber(load.running), waiting: formatNumber(load.waiting) }
  const note =
    account.pause?.message ??
    (numbers === null || load === undefined
      ? undefined
      : load.remainingMs === null
        ? t('pause.load', numbers)
        : t('pause.loadTime', { ...numbers, duration: formatRoughDuration(load.remainingMs) }))
  return (
    <Switch
      label={account.name}
      {...(note === undefined ? {} : { note })}
      isOn={account.pause === null}
      onChange={(isOn) => void (isOn ? accounts.resume(account.id) : accounts.pause(account.id))}
    />
  )
}
