import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatExactMoment, formatFileSize, formatNumber, formatSeconds, formatSize } from '../../i18n/format.ts'
import { IconButton } from '../../ui/Button.tsx'
import { framesPerSecond } from '../../video/frameRate.ts'
import type { Deck } from './deck.ts'

interface PlayerInfoProps {
  job: Job
  deck: Deck | null
  actions: ReactNode
  onCopied: () => void
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2">
    <dt className="text-muted">{name}</dt>
    <dd className="selectable [overflow-wrap:anywhere]">{children}</dd>
  </div>
)

/** What was asked for and what came of it, beside the picture. */
export const PlayerInfo = ({ job, deck, actions, onCopied }: PlayerInfoProps) => {
  const { t } = useTranslation('player')
  const { take } = job
  const settings = [
    ...(job.seconds === null ? [] : [formatSeconds(job.seconds)]),
    ...(job.size === null ? [] : [formatSize(job.size)]),
    ...Object.entries(job.params).map(([name, value]) => `${name}: ${writeValue(value)}`),
  ]
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(job.prompt)
    onCopied()
  }
  return (
    <aside
      aria-label={t('info.heading')}
      className="flex w-80 max-w-full shrink-0 flex-col gap-4 overflow-auto border-s border-line bg-surface p-4 max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-10 max-lg:shadow-dialog"
    >
      <section>
        <header className="mb-1 flex items-center">
          <h3 className="flex-1 text-sm text-muted">{t('info.prompt')}</h3>
          <IconButton label={t('info.copyPrompt')} icon={<Copy aria-hidden />} onClick={() => void copy()} />
        </header>
        <p
          dir="auto"
          className="selectable max-h-72 overflow-auto [overflow-wrap:anywhere] whitespace-pre-wrap"
          tabIndex={0}
        >
          {job.prompt}
        </p>
      </section>
      <dl className="flex flex-col gap-1.5 border-t border-line pt-3">
        <Fact name={t('info.model')}>{job.model}</Fact>
        {settings.length > 0 && <Fact name={t('info.settings')}>{settings.join(' · ')}</Fact>}
        {deck !== null && <Fact name={t('info.picture')}>{pictureOf(deck, t)}</Fact>}
        {take !== null && <Fact name={t('info.file')}>{take.fileName}</Fact>}
        {take !== null && <Fact name={t('info.fileSize')}>{formatFileSize(take.sizeBytes)}</Fact>}
        <Fact name={t('info.created')}>{formatExactMoment(job.createdAt)}</Fact>
        {job.finishedAt !== null && <Fact name={t('info.finished')}>{formatExactMoment(job.finishedAt)}</Fact>}
      </dl>
      <div role="group" aria-label={t('info.actions')} className="flex flex-wrap gap-2 border-t border-line pt-3">
        {actions}
      </div>
    </aside>
  )
}

const writeValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const pictureOf = (deck: Deck, t: ReturnType<typeof useTranslation<'player'>>['t']): string => {
  const { rate } = deck.table
  const fps = formatNumber(framesPerSecond(rate), 3)
  const speed = t(rate.isConstant ? 'framesPerSecond' : 'averageFps', { fps })
  return [formatSize(`${deck.width}x${deck.height}`), speed, deck.frames?.facts.codec].filter(Boolean).join(' · ')
}
