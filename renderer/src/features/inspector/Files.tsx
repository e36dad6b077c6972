import { Copy, Download, FileCheck, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job, Take } from '../../../../shared/jobs/job.ts'
import { formatExactMoment, formatFileSize, formatNumber } from '../../i18n/format.ts'
import { downloadPath } from '../../stores/mediaPaths.ts'
import { TakeHandle } from '../../jobs/TakeHandle.tsx'
import { useScreen, useSettings } from '../../stores/screenContext.ts'
import { Button, buttonClass, IconButton } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { showToast } from '../../ui/toast.ts'
import { MissingTake } from './MissingTake.tsx'
import { Fact, Facts } from './Section.tsx'

/** The take's file, and what can be done with it. */
export const Files = ({ job }: { job: Job }) => {
  const { t } = useTranslation('inspector')
  if (job.take === null) return <p className="text-muted">{t('file.none')}</p>
  const { take } = job
  return (
    <div className="flex flex-col gap-3">
      {take.missingSince !== undefined && <MissingTake job={job} since={take.missingSince} />}
      <Facts>
        <Fact name={t('file.name')}>{take.fileName}</Fact>
        <Fact name={t('file.size')}>
          <span title={formatNumber(take.sizeBytes)}>{formatFileSize(take.sizeBytes)}</span>
        </Fact>
        <Fact name={t('file.saved')}>{formatExactMoment(take.savedAt)}</Fact>
        <Fact name={t('file.hash')}>
          <span className="flex items-start gap-1">
            <code className="font-mono text-xs leading-5 break-all">{take.sha256}</code>
            <IconButton
              label={t('copy', { what: t('file.hash') })}
              icon={<Copy aria-hidden />}
              onClick={() => void copyText(take.sha256)}
              className="size-6 text-muted"
            />
          </span>
        </Fact>
      </Facts>
      {take.missingSince === undefined && <p className="text-sm text-muted">{t('file.unchanged')}</p>}
      <TakeHandle job={job} />
      <FileVerbs take={take} />
    </div>
  )
}

const FileVerbs = ({ take }: { take: Take }) => {
  const { t } = useTranslation(['jobs', 'inspector'])
  const { bridge } = useScreen()
  const isThere = take.missingSince === undefined
  const canReveal = useSettings((state) => state.info?.canReveal === true)
  const say = (text: string, isError: boolean): void => void showToast({ text, tone: isError ? 'error' : 'plain' })
  const reveal = async (): Promise<void> => {
    const answer = await bridge.request('takes.reveal', { takeId: take.id })
    if (!answer.ok) say(answer.error.message, true)
  }
  const check = async (): Promise<void> => {
    const answer = await bridge.request('takes.check', { takeId: take.id })
    if (!answer.ok) return say(answer.error.message, true)
    say(answer.data.problem ?? t('inspector:file.isFine'), answer.data.problem !== null)
  }
  return (
    <div className="flex flex-wrap gap-2">
      {isThere && (
        <a href={downloadPath(take.id)} download={take.fileName} className={buttonClass('plain')}>
          <Download aria-hidden />
          {t('jobs:verbs.download')}
        </a>
      )}
      {isThere && canReveal && (
        <Button icon={<FolderOpen aria-hidden />} onClick={() => void reveal()}>
          {t('jobs:verbs.reveal')}
        </Button>
      )}
      <Button icon={<FileCheck aria-hidden />} onClick={() => void check()}>
        {t('inspector:file.check')}
      </Button>
    </div>
  )
}
