import { CirclePause, KeyRound, Unplug, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountPause } from '../../../../shared/accounts/account.ts'
import { useAccounts, useConnection, useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/Message.tsx'

/** What holds the whole queue or one account, each with its way out. */
export const Banners = () => {
  const { t } = useTranslation('shell')
  const { bridge, queue } = useScreen()
  const connection = useConnection()
  const pauseMode = useQueue((state) =>
    state.queue?.isPaused === true ? (state.queue.pauseMode ?? 'after_running') : null,
  )
  const failure = useQueue((state) => state.failure)
  const paused = (useAccounts((state) => state.accounts) ?? []).filter((account) => account.pause !== null)
  if (connection !== 'offline' && pauseMode === null && failure === null && paused.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5 border-b border-line p-2">
      {connection === 'offline' && (
        <Banner
          tone="warning"
          icon={<Unplug aria-hidden />}
          actions={<Button onClick={() => bridge.wake()}>{t('reconnectNow')}</Button>}
        >
          {t('offlineBanner')}
        </Banner>
      )}
      {pauseMode !== null && (
        <Banner
          tone="warning"
          icon={<CirclePause aria-hidden />}
          actions={<Button onClick={() => void queue.resume()}>{t('resume')}</Button>}
        >
          {t(pauseMode === 'now' ? 'pausedNowBanner' : 'pausedBanner')}
        </Banner>
      )}
      {failure !== null && connection === 'live' && (
        <Banner tone="error" icon={<Unplug aria-hidden />}>
          {failure.message}
        </Banner>
      )}
      {paused.map((account) =>
        account.pause === null ? null : <PausedAccount key={account.id} account={account} pause={account.pause} />,
      )}
    </div>
  )
}

const ICONS = {
  user: CirclePause,
  auth: KeyRound,
  key_missing: KeyRound,
  key_unreachable: KeyRound,
  quota: Wallet,
} as const

const PausedAccount = ({ account, pause }: { account: Account; pause: AccountPause }) => {
  const { t } = useTranslation('shell')
  const { accounts, navigation } = useScreen()
  const Icon = ICONS[pause.reason]
  const wantsKey = pause.reason === 'auth' || pause.reason === 'key_missing'
  return (
    <Banner
      tone={pause.reason === 'user' ? 'warning' : 'error'}
      icon={<Icon aria-hidden />}
      actions={
        <>
          {wantsKey && (
            <Button tone="primary" onClick={() => navigation.showAccount(account.id)}>
              {t('giveKey')}
            </Button>
          )}
          <Button onClick={() => void accounts.resume(account.id)}>{t('resume')}</Button>
        </>
      }
    >
      <p>{t(`accountPaused.${pause.reason}`, { account: account.name })}</p>
      {pause.said !== undefined && pause.said !== '' && (
        <p dir="auto" className="line-clamp-2 text-sm [overflow-wrap:anywhere] text-muted">
          {t('accountSaid', { message: pause.said })}
        </p>
      )}
    </Banner>
  )
}
