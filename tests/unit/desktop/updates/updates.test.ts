import { describe, expect, it } from 'vitest'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import {
  createUpdates,
  type UpdateChannel,
  type Updater,
  type UpdatesDeps,
} from '../../../../electron/desktop/updates/updates.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

const HOUR_MS = 3_600_000
const offline = Object.assign(new Error('net::ERR_INTERNET_DISCONNECTED'), { code: 'ERR' })

/** An updater that answers what the test says, and the service around it. */
const open = (given: Partial<UpdatesDeps> = {}, checkedAtFirst: number | null = null) => {
  const clock = createFakeClock()
  const logger = createMemoryLogger()
  const settings = { updateChannel: 'stable' as UpdateChannel, checksForUpdates: true }
  const seen = { checks: [] as UpdateChannel[], loads: 0, quits: 0, cameBack: [] as string[], states: [] as string[] }
  const answer: { found: { version: string; notes: unknown } | null | Error; install: Error | null } = {
    found: { version: '2.0.0', notes: '<p>Better</p>' },
    install: null,
  }
  let checkedAt = checkedAtFirst
  let end: (() => void) | null = null
  const download = {
    percent: (_percent: number): void => {},
    finish: (): void => {},
    fail: (_error: Error): void => {},
  }
  const updater: Updater = {
    check: async (channel) => {
      seen.checks.push(channel)
      if (answer.found instanceof Error) throw answer.found
      return answer.found
    },
    download: async (onPercent) =>
      await new Promise((resolve, reject) =>
        Object.assign(download, { percent: onPercent, finish: resolve, fail: reject }),
      ),
    install: async () =>
      await new Promise<never>((_resolve, reject) => {
        if (answer.install !== null) reject(answer.install)
      }),
  }
  const updates = createUpdates({
    unsupported: null,
    findLateReason: async () => null,
    loadUpdater: async () => {
      seen.loads += 1
      return updater
    },
    settings: () => settings,
    checkedAt: { get: () => checkedAt, set: (at) => (checkedAt = at) },
    quitForUpdate: (then) => {
      seen.quits += 1
      end = then
    },
    comeBack: (message) => seen.cameBack.push(message),
    translate: () => createTranslate('en'),
    clock,
    logger,
    ...given,
  })
  updates.onChange(() => seen.states.push(updates.state().status))
  return { updates, clock, settings, seen, answer, download, endQuit: () => end?.(), checkedAt: () => checkedAt }
}

describe('looking for a new version by itself', () => {
  it('begins minutes after the start and loads nothing of the updater before', async () => {
    const { updates, clock, seen } = open()
    updates.start()
    await clock.advance(2 * 60_000)
    expect(seen).toMatchObject({ loads: 0, checks: [] })
    await clock.advance(2 * 60_000)
    expect(seen).toMatchObject({ loads: 1, checks: ['stable'] })
    expect(updates.state()).toEqual({ status: 'available', version: '2.0.0', notes: 'Better' })
  })

  it('happens at most every six hours, also across restarts', async () => {
    const first = open()
    first.updates.start()
    await first.clock.advance(24 * HOUR_MS)
    expect(first.seen.checks).toHaveLength(4)
    const again = open({}, createFakeClock().now() - HOUR_MS)
    again.updates.start()
    await again.clock.advance(4 * HOUR_MS)
    expect(again.seen.checks).toHaveLength(0)
    await again.clock.advance(HOUR_MS + 1)
    expect(again.seen.checks).toHaveLength(1)
  })

  it('is not put off for years by a clock that was wrong', async () => {
    const { updates, clock, seen } = open({}, Date.UTC(2099, 0, 1))
    updates.start()
    await clock.advance(4 * 60_000)
    expect(seen.checks).toHaveLength(1)
  })

  it('arms no timer where it is not wanted or not possible, and one where it is', async () => {
    const off = open()
    off.settings.checksForUpdates = false
    off.updates.start()
    expect(off.clock.pendingTimers()).toBe(0)
    off.settings.checksForUpdates = true
    off.updates.settingsChanged()
    expect(off.clock.pendingTimers()).toBe(1)
    off.updates.stop()
    expect(off.clock.pendingTimers()).toBe(0)
    const fixed = open({ unsupported: 'updates:fromPackages' })
    fixed.updates.start()
    expect(fixed.clock.pendingTimers()).toBe(0)
  })

  it('says nothing when it fails, and tries again hours later', async () => {
    const { updates, clock, seen, answer } = open()
    answer.found = offline
    updates.start()
    await clock.advance(5 * HOUR_MS)
    expect(updates.state().status).toBe('idle')
    expect(seen.states).toEqual([])
    answer.found = null
    await clock.advance(2 * HOUR_MS)
    expect(updates.state()).toMatchObject({ status: 'idle', checkedAt: expect.any(Number) as number })
  })
})

describe('looking for a new version when asked', () => {
  it('shows that it looks, and what came of it', async () => {
    const { updates, seen, answer, clock, checkedAt } = open()
    answer.found = null
    await updates.check()
    expect(seen.states).toEqual(['checking', 'idle'])
    expect(updates.state()).toEqual({ status: 'idle', checkedAt: clock.now() })
    expect(checkedAt()).toBe(clock.now())
  })

  it('says in plain words why it failed', async () => {
    const { updates, answer } = open()
    answer.found = offline
    await updates.check()
    expect(updates.state()).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('No connection') as string,
    })
  })

  it('shows a failure also when it joined a look that nobody had asked for', async () => {
    const { updates, clock, answer } = open({ loadUpdater: async () => await Promise.reject(offline) })
    answer.found = offline
    updates.start()
    await clock.advance(3 * 60_000 - 1)
    const both = clock.advance(1)
    await updates.check()
    await both
    expect(updates.state().status).toBe('failed')
  })

  it('finds out only then that an unsigned build cannot be replaced', async () => {
    const { updates, seen } = open({ findLateReason: async () => 'updates:unsigned' })
    await updates.check()
    expect(updates.state()).toMatchObject({
      status: 'unsupported',
      reason: expect.stringContaining('not signed') as string,
    })
    expect(seen.loads).toBe(0)
  })

  it('comes back to the updater after it could not be loaded once', async () => {
    let tries = 0
    const { updates } = open({
      loadUpdater: async () => {
        tries += 1
        if (tries === 1) throw new Error('broken')
        return {
          check: async () => null,
          download: async () => {},
          install: async () => await Promise.reject(new Error()),
        }
      },
    })
    await updates.check()
    expect(updates.state().status).toBe('failed')
    await updates.check()
    expect(updates.state().status).toBe('idle')
  })

  it('does nothing on a build that cannot be replaced', async () => {
    const { updates, seen } = open({ unsupported: 'updates:fromSources' })
    await updates.check()
    expect(seen).toMatchObject({ loads: 0, checks: [], states: [] })
    expect(() => updates.download()).toThrow(/Look for one first/)
  })
})

describe('another channel', () => {
  it('forgets what was found on the first and looks on the second', async () => {
    const { updates, settings, seen, clock } = open()
    updates.start()
    await updates.check()
    expect(updates.state().status).toBe('available')
    settings.updateChannel = 'beta'
    updates.settingsChanged()
    expect(updates.state()).toEqual({ status: 'idle', checkedAt: null })
    await clock.advance(1)
    expect(seen.checks).toEqual(['stable', 'beta'])
  })

  it('counts also when it was chosen while the first was being asked', async () => {
    const asked: UpdateChannel[] = []
    const { updates, settings } = open({
      loadUpdater: async () => ({
        check: async (channel) => {
          asked.push(channel)
          settings.updateChannel = 'beta'
          updates.settingsChanged()
          return { version: `1-${channel}`, notes: '' }
        },
        download: async () => {},
        install: async () => await Promise.reject(new Error()),
      }),
    })
    await updates.check()
    expect(asked).toEqual(['stable', 'beta'])
    expect(updates.state()).toMatchObject({ status: 'available', version: '1-beta' })
  })
})

describe('a new version', () => {
  it('is loaded when asked for, with progress in whole percents', async () => {
    const { updates, download, seen, clock } = open()
    await updates.check()
    updates.download()
    updates.download()
    await clock.settle()
    expect(updates.state()).toMatchObject({ status: 'downloading', percent: 0 })
    for (const percent of [0.4, 1.2, 1.9, 55.5, 54, 100]) download.percent(percent)
    expect(updates.state()).toMatchObject({ percent: 100 })
    expect(seen.states.filter((state) => state === 'downloading')).toHaveLength(4)
    download.finish()
    await clock.settle()
    expect(updates.state()).toEqual({ status: 'ready', version: '2.0.0', notes: 'Better' })
  })

  it('is thrown away when it is not what was published', async () => {
    const { updates, download, clock } = open()
    await updates.check()
    updates.download()
    await clock.settle()
    download.fail(Object.assign(new Error('sha512 checksum mismatch'), { code: 'ERR_CHECKSUM_MISMATCH' }))
    await clock.settle()
    expect(updates.state()).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('thrown away') as string,
    })
    expect(() => updates.install()).toThrow(/No new version/)
  })

  it('is installed only through a quit, and stays ready when the person goes on', async () => {
    const { updates, download, seen, clock } = open()
    await updates.check()
    updates.download()
    await clock.settle()
    download.finish()
    await clock.settle()
    updates.install()
    expect(seen.quits).toBe(1)
    expect(updates.state().status).toBe('ready')
    expect(seen.cameBack).toEqual([])
  })

  it('that cannot be installed brings the old one back, with a reason', async () => {
    const { updates, download, seen, answer, clock, endQuit } = open()
    answer.install = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    await updates.check()
    updates.download()
    await clock.settle()
    download.finish()
    await clock.settle()
    updates.install()
    endQuit()
    await clock.settle()
    expect(seen.cameBack).toEqual(['Dailies may not write to the folder it is installed in.'])
  })
})
