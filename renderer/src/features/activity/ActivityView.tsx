import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTIVITY_TABS, type ActivityTab } from '../../stores/navigationStore.ts'
import { useNavigation, useNotices, useScreen } from '../../stores/screenContext.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { EventsTab } from './EventsTab.tsx'
import { LogTab } from './LogTab.tsx'
import { NoticesTab } from './NoticesTab.tsx'
import { PollingTab } from './PollingTab.tsx'

const VIEWS: Record<ActivityTab, () => ReactNode> = {
  notices: () => <NoticesTab />,
  events: () => <EventsTab />,
  polling: () => <PollingTab />,
  log: () => <LogTab />,
}

/** What happened, and how the machinery is. */
export const ActivityView = () => {
  const { t } = useTranslation('activity')
  const { navigation } = useScreen()
  const tab = useNavigation((state) => state.activityTab)
  const unreadCount = useNotices((state) => state.unreadCount)
  return (
    <Tabs
      label={t('label')}
      value={tab}
      tabs={ACTIVITY_TABS.map((value) => ({
        value,
        label: t(`tabs.${value}`),
        ...(value === 'notices' && unreadCount > 0 ? { count: unreadCount } : {}),
      }))}
      onChange={(next) => navigation.showActivity(next)}
    >
      {VIEWS[tab]()}
    </Tabs>
  )
}
