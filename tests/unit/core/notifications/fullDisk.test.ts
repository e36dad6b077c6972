import { expect, it } from 'vitest'
import { createTransaction } from '../../../../electron/core/db/transaction.ts'
import { createBatchRepository } from '../../../../electron/core/jobs/batchRepository.ts'
import { createJobRepository } from '../../../../electron/core/jobs/jobRepository.ts'
import { createNoticeHistory } from '../../../../electron/core/notifications/noticeHistory.ts'
import { createNoticeRepository } from '../../../../electron/core/notifications/noticeRepository.ts'
import { createNotifications } from '../../../../electron/core/notifications/notifications.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { openMemoryLibrary } from '../jobs/library.ts'

it('a disk that is too full to write this down is told at once, and written down as soon as that works', async () => {
  const db = openMemoryLibrary()
  const clock = createFakeClock()
  const logger = createMemoryLogger()
  const notices = createNoticeRepository(db)
  const [jobs, batches, accounts] = [createJobRepository(db), createBatchRepository(db), createAccountRepository(db)]
  const shown: string[] = []
  const notifications = createNotifications({
    clock,
    logger,
    notices,
    history: createNoticeHistory({ notices, jobs, batches, accounts }),
    runTransaction: createTransaction(db),
    isShown: () => true,
    notifier: { show: ({ notice }) => void shown.push(`${notice.id} ${notice.kind}`) },
    emit: () => undefined,
  })
  notifications.start()
  db.pragma('query_only = ON')
  notifications.storageProblem('full', '/data')
  notifications.storageProblem('full', '/data')
  await clock.advance(60_000)
  expect(shown).toEqual(['0 storage_problem'])
  expect(notices.page(null, 10)).toEqual([])
  db.pragma('query_only = OFF')
  await clock.advance(60_000)
  expect(notices.page(null, 10)).toMatchObject([{ kind: 'storage_problem', values: { problem: 'full' } }])
  expect(clock.pendingTimers()).toBe(0)
  notifications.stop()
})
