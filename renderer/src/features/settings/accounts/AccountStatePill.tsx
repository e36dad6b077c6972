import { CircleCheck, CirclePause, Clock, KeyRound, Wallet, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { Pill, type PillTone } from '../../../ui/Pill.tsx'
import { accountState, type AccountState } from './accountState.ts'

const LOOKS: Record<AccountState, { icon: LucideIcon; tone: PillTone }> = {
  ready: { icon: CircleCheck, tone: 'good' },
  held: { icon: Clock, tone: 'warn' },
  user: { icon: CirclePause, tone: 'warn' },
  auth: { icon: KeyRound, tone: 'bad' },
  key_missing: { icon: KeyRound, tone: 'bad' },
  key_unreachable: { icon: KeyRound, tone: 'bad' },
  quota: { icon: Wallet, tone: 'bad' },
}

export const AccountStatePill = ({ account, now }: { account: Account; now: number }) => {
  const { t } = useTranslation('settings')
  const state = accountState(account, now)
  const { icon: Icon, tone } = LOOKS[state]
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`accounts.state.${state}`)}
    </Pill>
  )
}
