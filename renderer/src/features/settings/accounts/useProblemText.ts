import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../i18n/format.ts'
import { LIMITS, type AccountProblem } from './newAccount.ts'

/** Says what is wrong with a field of an account. */
export const useProblemText = (): ((problem: AccountProblem | null | undefined) => string | null) => {
  const { t } = useTranslation('settings')
  return (problem) => {
    switch (problem) {
      case null:
      case undefined:
        return null
      case 'nameNeeded':
        return t('accounts.name.needed')
      case 'nameLong':
        return t('accounts.name.long')
      case 'keyNeeded':
        return t('accounts.key.needed')
      case 'concurrency':
      case 'requestsPerMinute': {
        const { min, max } = LIMITS[problem]
        return t('accounts.limits.range', { min: formatNumber(min), max: formatNumber(max) })
      }
      case 'urlNeeded':
      case 'urlBad':
      case 'urlExtra':
        return t(`accounts.new.${problem}`)
    }
  }
}
