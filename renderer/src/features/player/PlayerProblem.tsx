import { CircleSlash2, CloudOff, FileQuestion, FileWarning, FileX, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Take } from '../../../../shared/jobs/job.ts'
import { downloadPath } from '../../stores/mediaPaths.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'
import type { MediaFailure } from '../../video/mediaFailure.ts'

type ProblemKind = Exclude<MediaFailure['reason'], 'aborted'>

const ICONS: Record<ProblemKind, LucideIcon> = {
  gone: FileX,
  empty: FileQuestion,
  cut: FileQuestion,
  corrupt: FileWarning,
  undecodable: CircleSlash2,
  unreachable: CloudOff,
}

interface PlayerProblemProps {
  failure: MediaFailure
  take: Take | null
  onRetry: () => void
}

/** Says what is wrong with the file and what can be done, in place of the picture. */
export const PlayerProblem = ({ failure, take, onRetry }: PlayerProblemProps) => {
  const { t } = useTranslation('player')
  const kind: ProblemKind = failure.reason === 'aborted' ? 'unreachable' : failure.reason
  const Icon = ICONS[kind]
  const canSave = take !== null && (kind === 'corrupt' || kind === 'undecodable')
  return (
    <div role="alert" className="absolute inset-0 flex overflow-auto bg-surface">
      <EmptyState
        icon={<Icon />}
        title={t(`problem.${kind}Title`)}
        actions={
          <>
            {canSave && (
              <a href={downloadPath(take.id)} download={take.fileName} className={buttonClass('plain')}>
                {t('problem.download')}
              </a>
            )}
            <Button tone="primary" onClick={onRetry}>
              {t('problem.retry')}
            </Button>
          </>
        }
      >
        <p className="[overflow-wrap:anywhere]">{t(`problem.${kind}`, { name: take?.fileName ?? '' })}</p>
        {failure.detail !== '' && (
          <p className="selectable text-sm [overflow-wrap:anywhere]">
            {t('problem.detail', { detail: failure.detail })}
          </p>
        )}
      </EmptyState>
    </div>
  )
}
