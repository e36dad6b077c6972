import { RotateCcw, Trash2, TriangleAlert, Unplug } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { formatNumber } from '../../i18n/format.ts'
import { useConnection, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { NOTHING_CHOSEN, stillThere, type TrashList } from './trashList.ts'
import { TrashRows } from './TrashRows.tsx'

/** What was put away: how long it stays, the way back, and the end of it. */
export const TrashPane = ({ trash }: { trash: TrashList }) => {
  const { t } = useTranslation(['library', 'ui'])
  const { verbs } = useScreen()
  const state = useStore(trash.store)
  const isOffline = useConnection() === 'offline'
  const [choice, setChoice] = useState(NOTHING_CHOSEN)
  const [removing, setRemoving] = useState<ReadonlySet<string> | 'all' | null>(null)
  const chosen = stillThere(choice.ids, state.items)

  if (state.phase !== 'ready') return isOffline || state.phase === 'failed' ? <Unreadable trash={trash} /> : null
  if (state.count === 0)
    return (
      <EmptyState icon={<Trash2 />} title={t('bin.emptyTitle')}>
        <p>{t('bin.emptyText')}</p>
      </EmptyState>
    )
  const hasChosen = chosen.size > 0
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-2 py-1.5">
        <p className="min-w-40 flex-1 text-muted">
          {hasChosen
            ? t('chosen', { count: chosen.size, formatted: formatNumber(chosen.size) })
            : t('bin.retention', { count: state.retentionDays })}
        </p>
        <div className="flex flex-wrap gap-1.5">
          <Button icon={<RotateCcw aria-hidden />} onClick={() => void verbs.restore(hasChosen ? [...chosen] : 'all')}>
            {t(hasChosen ? 'bin.restore' : 'bin.restoreAll')}
          </Button>
          <Button tone="danger" icon={<Trash2 aria-hidden />} onClick={() => setRemoving(hasChosen ? chosen : 'all')}>
            {t(hasChosen ? 'bin.remove' : 'bin.empty')}
          </Button>
        </div>
      </div>
      <TrashRows
        trash={trash}
        choice={{ ...choice, ids: chosen }}
        onChoice={setChoice}
        onRemove={(jobIds) => setRemoving(jobIds)}
      />
      {removing !== null && <RemoveDialog trash={trash} jobIds={removing} onClose={() => setRemoving(null)} />}
    </div>
  )
}

const Unreadable = ({ trash }: { trash: TrashList }) => {
  const { t } = useTranslation(['library', 'ui'])
  const { bridge } = useScreen()
  const failure = useStore(trash.store, (state) => state.failure)
  const isOffline = useConnection() === 'offline'
  return (
    <EmptyState
      icon={isOffline ? <Unplug /> : <TriangleAlert />}
      title={t(isOffline ? 'empty.offlineTitle' : 'empty.failedTitle')}
      actions={<Button onClick={() => (isOffline ? bridge.wake() : void trash.refresh())}>{t('ui:retry')}</Button>}
    >
      <p>{isOffline ? t('empty.offline') : t('bin.failed', { reason: failure ?? '' })}</p>
    </EmptyState>
  )
}
