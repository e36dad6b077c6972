import { describe, expect, it } from 'vitest'
import type { HostClient } from '../../../../electron/desktop/host/hostClient.ts'
import type { NoticeListeners, NoticeSystem } from '../../../../electron/desktop/notices/noticeSystem.ts'
import { createNotifier } from '../../../../electron/desktop/notices/notifier.ts'
import type { PresentedNotice } from '../../../../electron/desktop/notices/presentNotice.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import type { Notice } from '../../../../shared/activity/notice.ts'
import type { HostEvent } from '../../../../shared/ipc/contract.ts'
import { IpcError } from '../../../../shared/ipc/ipcError.ts'
import type { Job } from '../../../../shared/jobs/job.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { fakeNotice } from './fakeNotice.ts'

interface OnScreen extends PresentedNotice, NoticeListeners {
  isClosed: boolean
}

interface Options {
  job: Job | null
  isSupported: boolean
  refuses: boolean
}

const FINISHED = fakeJob({ status: 'completed', take: fakeTake() })

function open({ job = FINISHED, isSupported = true, refuses = false }: Partial<Options> = {}) {
  const clock = createFakeClock()
  const logger = createMemoryLogger()
  const screen: OnScreen[] = []
  const opened: unknown[] = []
  const asked: unknown[] = []
  const listeners = new Set<(event: HostEvent) => void>()
  const state = { isFocused: false, job }
  const system: NoticeSystem = {
    isSupported: () => isSupported,
    show(notice, on) {
      const shown: OnScreen = { ...notice, ...on, isClosed: false }
      screen.push(shown)
      return { close: () => void (shown.isClosed = true) }
    },
  }
  const ask = (async (route: string, input: unknown) => {
    if (route === 'jobs.get') {
      if (state.job === null) throw new IpcError('not_found', 'There is no such job.')
      return state.job
    }
    asked.push([route, input])
    if (refuses) throw new IpcError('conflict', 'Not now.')
    return {}
  }) as HostClient
  const notifier = createNotifier({
    system,
    translate: () => createTranslate('en'),
    clock,
    logger,
    isFocused: () => state.isFocused,
    openJob: (jobId, { isPlayed }) => void opened.push({ jobId, isPlayed }),
    openActivity: () => void opened.push('activity'),
    openWindow: () => void opened.push('window'),
  })
  notifier.connect({ ask, onEvent: (listener) => (listeners.add(listener), () => void listeners.delete(listener)) })
  const show = async (changes: Partial<Notice> = {}, isUpdate = false) => {
    notifier.show({ notice: fakeNotice(changes), isUpdate, unreadCount: 1 })
    await clock.settle()
  }
  const counting = (count: number) => ({ jobId: null, values: { count, prompt: 'a fox', account: 'Far' } })
  const read = (unreadCount: number) =>
    listeners.forEach((listener) => listener({ type: 'notifications.changed', data: { unreadCount, newest: null } }))
  const visible = () => screen.filter((shown) => !shown.isClosed).map(({ title }) => title)
  return { clock, logger, screen, opened, asked, state, notifier, listeners, show, counting, read, visible }
}

describe('a notice', () => {
  it('opens its job when it is clicked, and goes', async () => {
    const { show, screen, opened, visible } = open()
    await show()
    expect(visible()).toEqual(['A take is finished'])
    screen[0]?.onClick()
    expect(opened).toEqual([{ jobId: 'job_1', isPlayed: false }])
    expect(visible()).toEqual([])
  })

  it('that is about no single job opens the history', async () => {
    const { show, screen, opened } = open()
    await show({ kind: 'batch_finished', jobId: null, values: { total: 3, finished: 3, failed: 0, cancelled: 0 } })
    screen[0]?.onClick()
    expect(opened).toEqual(['activity'])
  })

  it('plays, shows the file, or tries again, as its buttons say', async () => {
    const { show, screen, opened, asked, state } = open()
    await show()
    screen[0]?.onAction(0)
    expect(opened).toEqual([{ jobId: 'job_1', isPlayed: true }])
    await show({ id: 2 })
    screen[1]?.onAction(1)
    const error = { code: 'network', message: 'm', retryable: true, charged: 'no', refusedBy: 'network' } as const
    state.job = fakeJob({ status: 'failed', error })
    await show({ id: 3, kind: 'job_failed' })
    screen[2]?.onAction(0)
    expect(asked).toEqual([
      ['takes.reveal', { takeId: 'take_1' }],
      ['jobs.retry', { jobId: 'job_1' }],
    ])
    screen[2]?.onAction(7)
    expect(asked).toHaveLength(2)
  })

  it('says in a notice of its own when a button could not do it, and that one opens the job', async () => {
    const { clock, show, screen, opened, visible } = open({ refuses: true })
    await show()
    screen[0]?.onAction(1)
    await clock.settle()
    expect(visible()).toEqual(['The take could not be shown'])
    expect(screen[1]?.body).toBe('“A lighthouse at dusk”')
    screen[1]?.onClick()
    expect(opened).toEqual([{ jobId: 'job_1', isPlayed: false }])
    expect(visible()).toEqual([])
  })

  it('is shown without buttons when its job is gone', async () => {
    const { show, screen } = open({ job: null })
    await show()
    expect(screen.map(({ actions }) => actions)).toEqual([[]])
  })
})

describe('nothing pops up', () => {
  it('while the window has the focus', async () => {
    const { show, screen, state } = open()
    state.isFocused = true
    await show()
    expect(screen).toEqual([])
  })

  it('when somebody came to look in the moment in which it was made', async () => {
    const { clock, notifier, screen, state } = open()
    notifier.show({ notice: fakeNotice(), isUpdate: false, unreadCount: 1 })
    state.isFocused = true
    await clock.settle()
    expect(screen).toEqual([])
  })

  it('where the system shows no notices; that is logged once', async () => {
    const { show, screen, logger, notifier } = open({ isSupported: false })
    await show()
    await show({ id: 2 })
    expect(notifier.showNote('a', 'b')).toBe(false)
    expect(screen).toEqual([])
    expect(logger.lines).toHaveLength(1)
  })

  it('after the app has ended, and what was shown goes with it', async () => {
    const { show, screen, notifier, visible, listeners } = open()
    await show()
    notifier.showNote('a', 'b')
    expect(visible()).toHaveLength(2)
    notifier.close()
    await show({ id: 2 })
    expect(visible()).toEqual([])
    expect([screen.length, listeners.size]).toEqual([2, 0])
  })
})

describe('a notice that grows', () => {
  it('takes the place of what it said before, without a sound', async () => {
    const { clock, show, counting, screen, visible } = open()
    await show()
    await clock.advance(10_000)
    await show(counting(2), true)
    expect(visible()).toEqual(['2 takes are finished'])
    expect(screen.map(({ silent }) => silent)).toEqual([false, true])
  })

  it('is replaced once in three seconds, however often it grows, and says the last', async () => {
    const { clock, show, counting, screen, visible } = open()
    await show()
    for (let count = 2; count <= 60; count += 1) {
      await show(counting(count), true)
      await clock.advance(100)
    }
    await clock.advance(3000)
    expect(visible()).toEqual(['60 takes are finished'])
    expect(screen).toHaveLength(3)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('is heard when it is shown for the first time, having begun while somebody was looking', async () => {
    const { show, counting, screen, state } = open()
    state.isFocused = true
    await show()
    state.isFocused = false
    await show(counting(2), true)
    expect(screen.map(({ title, silent }) => [title, silent])).toEqual([['2 takes are finished', false]])
  })

  it('is taken away when it is out of date while somebody is looking', async () => {
    const { show, counting, state, visible } = open()
    await show()
    state.isFocused = true
    await show(counting(2), true)
    expect(visible()).toEqual([])
  })

  it('comes back without a sound after a person has put it away', async () => {
    const { clock, show, counting, screen } = open()
    await show()
    screen[0]?.onGone()
    await show(counting(2), true)
    expect(screen.map(({ silent }) => silent)).toEqual([false, true])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('is news again where the host says so', async () => {
    const { show, screen, visible } = open()
    await show()
    await show()
    expect(screen.map(({ silent }) => silent)).toEqual([false, false])
    expect(visible()).toHaveLength(1)
  })
})

describe('what was read in a window', () => {
  it('goes from the screen, also what was about to be shown', async () => {
    const { clock, show, counting, read, screen, visible } = open()
    await show()
    await show(counting(2), true)
    read(1)
    expect(visible()).toHaveLength(1)
    read(0)
    await clock.advance(10_000)
    expect(visible()).toEqual([])
    expect([screen.length, clock.pendingTimers()]).toEqual([1, 0])
  })

  it('does not pop up because its job was looked up meanwhile', async () => {
    const { clock, notifier, read, screen } = open()
    notifier.show({ notice: fakeNotice(), isUpdate: false, unreadCount: 1 })
    read(0)
    await clock.settle()
    expect(screen).toEqual([])
  })
})

describe('the shell’s own word', () => {
  it('is shown also while the window has the focus, and opens the window', async () => {
    const { notifier, screen, opened, state } = open()
    state.isFocused = true
    expect(notifier.showNote('Still here', 'In the tray.')).toBe(true)
    expect(screen).toMatchObject([{ title: 'Still here', body: 'In the tray.', actions: [] }])
    screen[0]?.onClick()
    expect(opened).toEqual(['window'])
  })
})

it('a disk too full to write notices down is told once per problem, without an id', async () => {
  const { show, visible } = open()
  const storage = (problem: string) => ({
    id: 0,
    kind: 'storage_problem' as const,
    jobId: null,
    values: { problem, folder: '/videos' },
  })
  await show(storage('full'))
  await show(storage('read_only'))
  await show(storage('full'))
  expect(visible()).toHaveLength(2)
})

it('no more than fifty are held: the oldest go', async () => {
  const { show, visible, screen } = open()
  for (let id = 1; id <= 60; id += 1) await show({ id })
  expect(visible()).toHaveLength(50)
  expect(screen.slice(0, 10).every(({ isClosed }) => isClosed)).toBe(true)
})

it('a system that fails to show is no trouble for anybody', async () => {
  const { show, screen, logger, counting } = open()
  await show()
  screen[0]?.onFailed('not signed')
  await show(counting(2), true)
  expect(screen).toHaveLength(2)
  expect(logger.lines.map(({ message }) => message)).toEqual(['the system did not show a notice'])
})
