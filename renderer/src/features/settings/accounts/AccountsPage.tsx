import { CirclePlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { useAccounts, useNavigation, useNow, useScreen } from '../../../stores/screenContext.ts'
import { useAnswer } from '../../../stores/useAnswer.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/classNames.ts'
import { Chip } from '../../../ui/Pill.tsx'
import { PageWaiting } from '../Page.tsx'
import { AccountDetail } from './AccountDetail.tsx'
import { AccountStatePill } from './AccountStatePill.tsx'
import { firstToShow, hostOf } from './accountState.ts'
import { AddAccount } from './AddAccount.tsx'

/** Endpoints and keys: all of them at the left, one of them at the right. */
export const AccountsPage = () => {
  const { t } = useTranslation('settings')
  const { navigation } = useScreen()
  const accounts = useAccounts((state) => state.accounts)
  const failure = useAccounts((state) => state.failure)
  const wanted = useNavigation((state) => state.settingsAccount)
  const presets = useAnswer('presets.list', {})
  if (accounts === null) return <PageWaiting error={failure === null ? null : { code: 'internal', message: failure }} />
  const isAdding = wanted === 'new'
  const shown = isAdding ? undefined : (accounts.find(({ id }) => id === wanted) ?? firstToShow(accounts))
  return (
    <div className="min-h-0 flex-1 overflow-auto @4xl:flex @4xl:overflow-visible" tabIndex={-1}>
      <div className="flex shrink-0 flex-col gap-2 border-line p-3 @4xl:w-64 @4xl:overflow-auto @4xl:border-e">
        <h2 className="sr-only">{t('accounts.list')}</h2>
        <ul className="flex flex-col gap-0.5">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountItem account={account} isShown={account.id === shown?.id} />
            </li>
          ))}
        </ul>
        <Button
          tone={isAdding ? 'plain' : 'primary'}
          icon={<CirclePlus aria-hidden />}
          aria-pressed={isAdding}
          onClick={() => navigation.showAccount('new')}
        >
          {t('accounts.add')}
        </Button>
      </div>
      <div className="@container min-w-0 flex-1 @4xl:overflow-auto" tabIndex={-1}>
        {isAdding ? (
          <AddAccount presets={presets.data?.items ?? null} error={presets.error} onRetry={presets.renew} />
        ) : (
          shown !== undefined && (
            <AccountDetail key={shown.id} account={shown} presets={presets.data?.items ?? NO_PRESETS} />
          )
        )}
      </div>
    </div>
  )
}

const NO_PRESETS: readonly never[] = []

const AccountItem = ({ account, isShown }: { account: Account; isShown: boolean }) => {
  const { t } = useTranslation('settings')
  const { navigation } = useScreen()
  const now = useNow(account.holdUntil !== null)
  return (
    <button
      type="button"
      {...(isShown ? { 'aria-current': true } : {})}
      onClick={() => navigation.showAccount(account.id)}
      className={cx(
        'flex w-full flex-col items-start gap-0.5 rounded-md px-2.5 py-1.5 text-start transition-colors',
        isShown ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <span className="flex w-full items-center gap-2">
        <span dir="auto" className="min-w-0 truncate font-medium">
          {account.name}
        </span>
        {account.isDefault && <Chip>{t('accounts.default')}</Chip>}
      </span>
      {!account.isDemo && <span className="w-full truncate text-sm text-muted">{hostOf(account.baseUrl)}</span>}
      <AccountStatePill account={account} now={now} />
    </button>
  )
}
