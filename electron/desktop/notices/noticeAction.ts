import type { Job } from '../../../shared/jobs/job.ts'
import { shown as beginning } from '../../core/notifications/decideNotices.ts'
import type { Logger } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import type { Translate } from '../texts/texts.ts'
import type { NoticeWords } from './noticeWords.ts'
import type { NoticeAction } from './presentNotice.ts'

export interface NoticeActionDeps {
  ask: HostClient
  openJob(jobId: string, options: { isPlayed: boolean }): void
  translate: () => Translate
  logger: Logger
}

/** Does what a button of a notice says. @returns what to tell when that was not possible; null when it was */
export const doNoticeAction = async (
  { action, job }: { action: NoticeAction; job: Job },
  { ask, openJob, translate, logger }: NoticeActionDeps,
): Promise<NoticeWords | null> => {
  try {
    if (action === 'play') openJob(job.id, { isPlayed: true })
    if (action === 'retry') await ask('jobs.retry', { jobId: job.id })
    if (action === 'reveal' && job.take !== null) await ask('takes.reveal', { takeId: job.take.id })
    return null
  } catch (error) {
    logger.warn('what was asked of a notice failed', { action, job: job.id, error: String(error) })
    const text = translate()
    return {
      title: text(action === 'retry' ? 'notices:retryFailed' : 'notices:revealFailed'),
      body: text('notices:prompt', { prompt: beginning(job.prompt) }),
    }
  }
}
