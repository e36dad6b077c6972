import { Ellipsis, PanelRightClose } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { jobMenu } from '../../jobs/jobMenu.tsx'
import { StatusPill } from '../../jobs/StatusPill.tsx'
import { INSPECTOR_TABS, type InspectorTab } from '../../stores/navigationStore.ts'
import { useNavigation, useScreen } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Files } from './Files.tsx'
import { Overview } from './Overview.tsx'
import { Timeline } from './Timeline.tsx'

/** Everything about one job. */
export const JobDetails = ({ job }: { job: Job }) => {
  const { t } = useTranslation('inspector')
  const { t: jobText } = useTranslation(['jobs', 'ui'])
  const screen = useScreen()
  const view = useNavigation((state) => state.view)
  const tab = useNavigation((state) => state.inspectorTab)
  return (
    <>
      <header className="flex items-center gap-1 ps-3 pe-1.5 pt-1.5">
        <h2 className="min-w-0 flex-1 truncate">
          <StatusPill status={job.status} />
        </h2>
        <Menu
          align="end"
          trigger={<IconButton label={t('menu')} icon={<Ellipsis aria-hidden />} />}
          entries={jobMenu(job, screen, jobText, view === 'library' ? 'library' : 'queue')}
        />
        <IconButton
          label={t('close')}
          keys={screen.shortcuts.hint('toggleInspector')}
          icon={<PanelRightClose aria-hidden />}
          onClick={() => screen.navigation.set({ isInspectorOpen: false })}
        />
      </header>
      <Tabs
        label={t('tabsLabel')}
        value={tab}
        tabs={INSPECTOR_TABS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        onChange={(inspectorTab) => screen.navigation.set({ inspectorTab })}
      >
        <div
          key={`${job.id} ${tab}`}
          tabIndex={0}
          role="group"
          aria-label={t(`tabs.${tab}`)}
          className="min-h-0 flex-1 overflow-auto p-3 focus-visible:-outline-offset-2"
        >
          <Page tab={tab} job={job} />
        </div>
      </Tabs>
    </>
  )
}

const Page = ({ tab, job }: { tab: InspectorTab; job: Job }) => {
  switch (tab) {
    case 'overview':
      return <Overview job={job} />
    case 'timeline':
      return <Timeline jobId={job.id} revision={job.revision} />
    case 'files':
      return <Files job={job} />
  }
}
