import { Info } from 'lucide-react'
import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { showDetails } from '../../jobs/showInInspector.ts'
import { jobMenu } from '../../jobs/jobMenu.tsx'
import { useJob, useScreen } from '../../stores/screenContext.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'

const NOTHING: readonly MenuEntry[] = []

/** The menu of one row; empty while there is none to open. */
export const useRowMenu = (jobId: string | null): readonly MenuEntry[] => {
  const { t } = useTranslation(['jobs', 'ui'])
  const screen = useScreen()
  const job = useJob(jobId)
  if (job === undefined) return NOTHING
  return [
    {
      id: 'inspect',
      label: t('jobs:verbs.inspect'),
      icon: createElement(Info, { 'aria-hidden': true }),
      run: () => showDetails(screen, job.id),
    },
    ...jobMenu(job, screen, t, 'queue'),
  ]
}
