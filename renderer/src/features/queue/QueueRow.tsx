import { Check, CircleHelp, Ellipsis, Play, RefreshCw, RotateCcw, X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { JobPicture } from '../../jobs/JobPicture.tsx'
import { promptStart, writeSettings } from '../../jobs/jobWording.ts'
import { openDecision } from '../../jobs/showInInspector.ts'
import { useDragOut } from '../../jobs/useDragOut.ts'
import { useAccounts, useIsBusy, useJob, useNow, useScreen } from '../../stores/screenContext.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Chip } from '../../ui/Pill.tsx'
import { Skeleton } from '../../ui/Message.tsx'
import { rowName } from './rowName.ts'
import { rowVerb, type RowVerb } from './rowVerb.ts'
import { RowState } from './RowState.tsx'

interface QueueRowProps {
  jobId: string | null
  index: number
  /** Its place in the order of sending, from 1; null in other orders. */
  place: number | null
  isChosen: boolean
  /** Something is chosen, so every row shows its box. */
  hasChoice: boolean
  isDragged?: boolean
  onMenu: (jobId: string, owner: HTMLElement) => void
}

/** One job. Everything in it has its place, so that the eye can run down a column. */
export const QueueRow = memo(
  ({ jobId, index, place, isChosen, hasChoice, isDragged = false, onMenu }: QueueRowProps) => {
    const { t } = useTranslation('jobs')
    const job = useJob(jobId)
    if (job === undefined) return <EmptyRow />
    return (
      <div
        // The cell takes this name, where it would take all the text and the names of its buttons.
        role="group"
        aria-label={rowName(job, t)}
        className={cx(
          'group/row flex h-full items-center gap-3 border-b border-line ps-2 pe-1.5 select-none',
          isChosen ? 'bg-selected' : 'hover:bg-hover',
          isDragged && 'opacity-40',
        )}
      >
        <Thumbnail job={job}>
          <RowCheckbox prompt={job.prompt} index={index} isChosen={isChosen} hasChoice={hasChoice} />
        </Thumbnail>
        <div className="min-w-0 flex-1">
          <p
            dir="auto"
            className="line-clamp-2 leading-[1.125rem] [overflow-wrap:anywhere] [[data-density=compact]_&]:line-clamp-1"
          >
            {shortened(job.prompt)}
          </p>
          <Chips job={job} />
        </div>
        <div className={STATE_AND_VERBS}>
          <RowState job={job} place={place} />
          <div className="flex shrink-0 items-center">
            <PrimaryVerb job={job} />
            <RowMenuButton job={job} onMenu={onMenu} />
          </div>
        </div>
      </div>
    )
  },
)
QueueRow.displayName = 'QueueRow'

/** One width in every row: where a verb has a word, it takes its room from the state, which begins at the same place. */
const STATE_AND_VERBS =
  'flex w-[calc(7.75rem+2*var(--control-height))] shrink-0 items-center gap-3 self-stretch @xl:w-[calc(13.75rem+2*var(--control-height))]'

/** Two lines never need more, and a prompt may have 50,000 characters. */
const SHOWN_PROMPT = 400
const shortened = (prompt: string): string => (prompt.length > SHOWN_PROMPT ? prompt.slice(0, SHOWN_PROMPT) : prompt)

const EmptyRow = () => {
  const { t } = useTranslation('queue')
  return (
    <div className="flex h-full items-center gap-3 border-b border-line px-2">
      <span className="sr-only">{t('row.loading')}</span>
      <Skeleton className="hidden aspect-video h-[calc(100%-0.75rem)] rounded-sm @md:block" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-3 w-3/5" />
        <Skeleton className="h-3 w-2/5" />
      </div>
    </div>
  )
}

/** The picture, by which a finished take is dragged into another program. */
const Thumbnail = ({ job, children }: { job: Job; children: ReactNode }) => (
  <div
    {...useDragOut(job)}
    className="relative hidden aspect-video h-[calc(100%-0.75rem)] shrink-0 overflow-hidden rounded-sm @md:block"
  >
    <JobPicture job={job} />
    {children}
  </div>
)

/** Over the picture: where the pointer is, while several are chosen, and always where nothing hovers. */
const RowCheckbox = ({
  prompt,
  index,
  isChosen,
  hasChoice,
}: Pick<QueueRowProps, 'index' | 'isChosen' | 'hasChoice'> & { prompt: string }) => {
  const { t } = useTranslation('queue')
  const { selection } = useScreen().queueList
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isChosen}
      aria-label={t('row.choose', { prompt: promptStart(prompt) })}
      onClick={() => void selection.choose(index, 'toggle')}
      className={cx(
        'absolute start-0 top-0 grid size-6 place-items-center rounded-sm bg-canvas/80 transition-opacity focus-visible:-outline-offset-2 pointer-coarse:opacity-100',
        !hasChoice && 'opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100',
      )}
    >
      <span
        className={cx(
          'grid size-4 place-items-center rounded-sm border',
          isChosen ? 'border-accent bg-accent text-on-accent' : 'border-control bg-field',
        )}
      >
        {isChosen && <Check aria-hidden className="size-3" strokeWidth={3} />}
      </span>
    </button>
  )
}

const Chips = ({ job }: { job: Job }) => {
  const { t } = useTranslation('jobs')
  const account = useAccounts(({ accounts }) =>
    accounts !== null && accounts.length > 1 ? accounts.find(({ id }) => id === job.accountId)?.name : undefined,
  )
  return (
    <div className="mt-0.5 flex h-5 flex-wrap gap-1 overflow-hidden">
      {writeSettings(job, t).map((text) => (
        <Chip key={text}>{text}</Chip>
      ))}
      {account !== undefined && <Chip>{account}</Chip>}
    </div>
  )
}

const ICONS: Record<Exclude<RowVerb, 'decide'>, typeof Play> = {
  play: Play,
  downloadAgain: RefreshCw,
  checkAgain: RefreshCw,
  retry: RotateCcw,
  cancel: X,
}
// A title costs a row nothing; a real tooltip on each of a thousand rows would.
const SQUARE = cx(buttonClass('quiet'), 'w-control px-0 text-muted hover:text-text')

const PrimaryVerb = ({ job }: { job: Job }) => {
  const { t } = useTranslation(['jobs', 'queue'])
  const screen = useScreen()
  const isBusy = useIsBusy(job.id)
  const now = useNow(job.take?.missingSince !== undefined)
  const verb = rowVerb(job, now)
  if (verb === null) return null
  if (verb === 'decide')
    return (
      <Button
        className="border-warn text-warn @max-xl:w-control @max-xl:px-0"
        aria-label={t('queue:row.decide')}
        onClick={() => openDecision(screen, job.id)}
      >
        <CircleHelp aria-hidden className="@xl:hidden" />
        <span className="hidden @xl:inline">{t('queue:row.decide')}</span>
      </Button>
    )
  const { navigation, verbs } = screen
  const run: Record<typeof verb, () => void> = {
    play: () => navigation.play(job.id, 'queue'),
    downloadAgain: () => void verbs.checkAgain(job.id),
    checkAgain: () => void verbs.checkAgain(job.id),
    retry: () => void verbs.retry(job.id),
    cancel: () => void (job.status === 'queued' ? verbs.cancelMany({ jobIds: [job.id] }) : verbs.cancel(job.id)),
  }
  const Icon = ICONS[verb]
  const label = t(`jobs:verbs.${verb}`)
  return (
    <button type="button" aria-label={label} title={label} disabled={isBusy} onClick={run[verb]} className={SQUARE}>
      <Icon aria-hidden />
    </button>
  )
}

const RowMenuButton = ({ job, onMenu }: { job: Job; onMenu: QueueRowProps['onMenu'] }) => {
  const { t } = useTranslation('queue')
  return (
    <button
      type="button"
      aria-label={t('row.menu')}
      aria-haspopup="menu"
      title={t('row.menu')}
      onClick={(event) => onMenu(job.id, event.currentTarget)}
      className={SQUARE}
    >
      <Ellipsis aria-hidden />
    </button>
  )
}
