import type { TFunction } from 'i18next'
import type { UpdateState } from '../../../../../shared/shell/shellContract.ts'
import { formatMoment } from '../../../i18n/format.ts'

/** How updates stand, in one sentence. */
export const writeUpdate = (update: UpdateState, now: number, t: TFunction<'desktop'>): string => {
  switch (update.status) {
    case 'unsupported':
      return t('updates.state.unsupported', { reason: update.reason })
    case 'idle':
      return update.checkedAt === null
        ? t('updates.state.never')
        : t('updates.state.newest', { moment: formatMoment(update.checkedAt, now) })
    case 'checking':
      return t('updates.state.checking')
    case 'available':
    case 'downloading':
    case 'ready':
      return t(`updates.state.${update.status}`, { version: update.version })
    case 'failed':
      return t('updates.state.failed', { reason: update.message })
  }
}

export type UpdateStep = 'check' | 'download' | 'install'

/** What a person can do about updates now; null while something is under way, or where nothing can be done. */
export const updateStep = ({ status }: UpdateState): UpdateStep | null => {
  if (status === 'available') return 'download'
  if (status === 'ready') return 'install'
  return status === 'idle' || status === 'failed' ? 'check' : null
}
