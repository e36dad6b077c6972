import { useTranslation } from 'react-i18next'
import { formatDay, formatMoment, formatNumber } from '../../i18n/format.ts'
import { useJob, useNow, useScreen } from '../../stores/screenContext.ts'
import type { GridGroup } from '../../ui/gridLayout.ts'
import { middayOf } from './gridMeasure.ts'

/** The day or batch that the takes below belong to. */
export const GroupHeading = ({ group }: { group: GridGroup }) => {
  const { t } = useTranslation('library')
  const midday = middayOf(group.key)
  const isDay = midday !== null || group.key === 'none'
  return (
    <div className="flex h-full items-end gap-2 px-2 pb-1">
      <span className="truncate font-semibold">
        {isDay ? midday === null ? t('group.undated') : formatDay(midday) : <BatchName group={group} />}
      </span>
      <span className="shrink-0 text-sm text-muted tabular-nums">
        {t('group.count', { count: group.count, formatted: formatNumber(group.count) })}
      </span>
    </div>
  )
}

const BatchName = ({ group }: { group: GridGroup }) => {
  const { t } = useTranslation('library')
  const { list } = useScreen().libraryList
  const now = useNow(false)
  const first = useJob(list.idAt(group.start))
  if (group.key.startsWith('none:')) return t('group.single')
  return first === undefined ? null : t('group.batch', { moment: formatMoment(first.createdAt, now) })
}
