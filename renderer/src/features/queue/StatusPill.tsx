import {
  ArrowDownToLine,
  Ban,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  LoaderCircle,
  Send,
  type LucideIcon,
} from 'lucide-react'
import type { JobStatus } from '../../../../shared/jobs/job.ts'
import { STATUS_LABELS } from './jobWording.ts'

const ICONS: Record<JobStatus, LucideIcon> = {
  queued: Clock,
  submitting: Send,
  generating: LoaderCircle,
  downloading: ArrowDownToLine,
  completed: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
  needs_attention: CircleQuestionMark,
}

export const StatusPill = ({ status }: { status: JobStatus }) => {
  const Icon = ICONS[status]
  return (
    <span className={`pill pill-${status}`}>
      <Icon aria-hidden />
      {STATUS_LABELS[status]}
    </span>
  )
}
