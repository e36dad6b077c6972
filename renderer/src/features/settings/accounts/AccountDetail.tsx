import { CirclePause, Play, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { useNow, useScreen } from '../../../stores/screenContext.ts'
import { errorElsewhere, useRequest } from '../../../stores/useRequest.ts'
import { Button } from '../../../ui/Button.tsx'
import { Section } from '../Page.tsx'
import { AccountStatePill } from './AccountStatePill.tsx'
import { accountState, keyState, wantsKey, type Preset } from './accountState.ts'
import { ConnectionTest } from './ConnectionTest.tsx'
import { KeySection } from './KeySection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { ModelsSection } from './ModelsSection.tsx'
import { NameSection } from './NameSection.tsx'
import { RemoveSection } from './RemoveSection.tsx'

/** One account: how it is, and everything that can be changed about it. */
export const AccountDetail = ({ account, presets }: { account: Account; presets: readonly Preset[] }) => {
  const { t } = useTranslation('settings')
  const key = keyState(account, presets)
  const keySection = account.isDemo ? null : <KeySection key="key" account={account} state={key} />
  return (
    <div className="flex max-w-3xl flex-col gap-5 p-4 @2xl:px-6">
      <Header account={account} />
      {wantsKey(key) && keySection}
      <Section title={t('accounts.test.title')} note={t('accounts.test.note')}>
        <ConnectionTest
          name={`account.${account.id}.test`}
          ask={(request) => request.send('accounts.test', { accountId: account.id })}
        />
      </Section>
      {!wantsKey(key) && keySection}
      <LimitsSection account={account} />
      <ModelsSection accountId={account.id} />
      {!account.isDemo && <NameSection account={account} />}
      {!account.isDemo && <RemoveSection account={account} />}
    </div>
  )
}

const Header = ({ account }: { account: Account }) => {
  const { t } = useTranslation('settings')
  const { announcer } = useScreen()
  const now = useNow(account.holdUntil !== null)
  const request = useRequest()
  const state = accountState(account, now)
  const { id: accountId, name, pause, holdUntil } = account
  const act = async (route: 'accounts.pause' | 'accounts.resume'): Promise<void> => {
    const answer = await request.send(route, { accountId })
    if (answer === null) return
    announcer.say(t(route === 'accounts.pause' ? 'accounts.pausedNow' : 'accounts.resumedNow', { account: name }))
  }
  const makeDefault = async (): Promise<void> => {
    const answer = await request.send('accounts.update', { accountId, makeDefault: true })
    if (answer !== null) announcer.say(t('accounts.madeDefault', { account: name }))
  }
  const failure = errorElsewhere(request.error, [])
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 dir="auto" className="min-w-0 truncate text-lg font-semibold">
          {name}
        </h2>
        <AccountStatePill account={account} now={now} />
        {pause !== null && (
          <span className="text-sm text-muted">{t('accounts.since', { moment: formatMoment(pause.since, now) })}</span>
        )}
        <span className="ms-auto flex flex-wrap gap-2">
          {!account.isDefault && (
            <Button icon={<Star aria-hidden />} aria-disabled={request.isBusy} onClick={() => void makeDefault()}>
              {t('accounts.makeDefault')}
            </Button>
          )}
          {pause === null ? (
            <Button
              icon={<CirclePause aria-hidden />}
              aria-disabled={request.isBusy}
              onClick={() => void act('accounts.pause')}
            >
              {t('accounts.pause')}
            </Button>
          ) : (
            <Button
              icon={<Play aria-hidden />}
              aria-disabled={request.isBusy}
              onClick={() => void act('accounts.resume')}
            >
              {t('accounts.resume')}
            </Button>
          )}
        </span>
      </div>
      {state !== 'ready' && (
        <p className={state === 'user' || state === 'held' ? 'text-warn' : 'text-bad'}>
          {t(`accounts.why.${state}`, { moment: formatMoment(holdUntil ?? now, now) })}
        </p>
      )}
      {account.isDemo ? (
        <p className="text-muted">{t('accounts.demoNote')}</p>
      ) : (
        <p className="text-sm [overflow-wrap:anywhere] text-muted">
          <span className="selectable font-mono">{account.baseUrl}</span>
          {` · ${t(`accounts.new.profiles.${account.profile}`)}`}
        </p>
      )}
      {account.isDefault && <p className="text-sm text-muted">{t('accounts.isDefault')}</p>}
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </header>
  )
}
