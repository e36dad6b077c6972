import { ArrowDownUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LIBRARY_GROUPS, LIBRARY_SORTS, type Preferences } from '../../stores/preferencesStore.ts'
import { usePreferences, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { groupsFor } from '../../stores/libraryQuery.ts'

type Sort = Preferences['librarySort']

/** What an order is called, first as most people want it. */
const ORDERS = {
  created: { desc: 'sort.newest', asc: 'sort.oldest' },
  finished: { desc: 'sort.lastFinished', asc: 'sort.firstFinished' },
  seconds: { desc: 'sort.longest', asc: 'sort.shortest' },
  fileSize: { desc: 'sort.largest', asc: 'sort.smallest' },
} as const satisfies Record<Sort['by'], Record<Sort['direction'], string>>

/** Order and headings of the library. */
export const OrderMenu = () => {
  const { t } = useTranslation('library')
  const { preferences } = useScreen()
  const sort = usePreferences((state) => state.librarySort)
  const groups = usePreferences((state) => state.libraryGroups)
  const shownGroups = groupsFor(groups, sort.by) ?? 'none'
  const order = t(ORDERS[sort.by][sort.direction])

  const orders = LIBRARY_SORTS.flatMap((by) =>
    (['desc', 'asc'] as const).map((direction): MenuEntry => ({
      kind: 'check',
      id: `${by} ${direction}`,
      label: t(ORDERS[by][direction]),
      isChecked: sort.by === by && sort.direction === direction,
      run: () => preferences.set({ librarySort: { by, direction } }),
    })),
  )
  const headings = LIBRARY_GROUPS.filter((group) => group === 'none' || groupsFor(group, sort.by) !== null).map(
    (group): MenuEntry => ({
      kind: 'check',
      id: `group ${group}`,
      label: t(`sort.${group}`),
      isChecked: shownGroups === group,
      run: () => preferences.set({ libraryGroups: group }),
    }),
  )
  return (
    <Menu
      align="end"
      trigger={
        <Button
          aria-label={t('sort.open', { order })}
          title={t('sort.open', { order })}
          icon={<ArrowDownUp aria-hidden className="text-muted" />}
        >
          <span className="hidden @2xl:inline">{order}</span>
        </Button>
      }
      entries={[
        { kind: 'label', id: 'orders', label: t('sort.by') },
        ...orders,
        { kind: 'separator', id: 'between' },
        { kind: 'label', id: 'headings', label: t('sort.headings') },
        ...headings,
      ]}
    />
  )
}
