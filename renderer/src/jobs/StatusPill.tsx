import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Download,
  LoaderCircle,
  Send,
  Slash,
  type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import { Pill, type PillTone } from '../ui/Pill.tsx'

const LOOKS: Record<JobStatus, { icon: LucideIcon; tone: PillTone }> = {
  queued: { icon: Clock, tone: 'plain' },
  submitting: { icon: Send, tone: 'accent' },
  generating: { icon: LoaderCircle, tone: 'accent' },
  downloading: { icon: Download, tone: 'accent' },
  completed: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  cancelled: { icon: Slash, tone: 'plain' },
  needs_attention: { icon: CircleHelp, tone: 'warn' },
}

/** A job's state as icon and word. */
export const StatusPill = ({ status }: { status: JobStatus }) => {
  const { t } = useTranslation('jobs')
  const { icon: Icon, tone } = LOOKS[status]
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {t(`status.${status}`)}
    </Pill>
  )
}
