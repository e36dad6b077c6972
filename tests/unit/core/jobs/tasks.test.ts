import { describe, expect, it } from 'vitest'
import { createTasks } from '../../../../electron/core/jobs/tasks.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { later } from './engineUnderTest.ts'

function open() {
  const logger = createMemoryLogger()
  let settled = 0
  const tasks = createTasks({ logger, onSettled: () => (settled += 1) })
  return { logger, tasks, settledCount: () => settled }
}
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

describe('tasks', () => {
  it('knows what is under way, by name and by prefix', async () => {
    const { tasks, settledCount } = open()
    const work = later<void>()
    tasks.start('look:a:1', () => work.answer)
    tasks.start('look:a:2', () => work.answer)
    tasks.start('look:b:1', () => work.answer)
    expect([tasks.has('look:a:1'), tasks.has('look:a:9')]).toEqual([true, false])
    expect([tasks.count('look:a:'), tasks.count('look:')]).toEqual([2, 3])
    work.give()
    await tasks.settled()
    expect(tasks.count('')).toBe(0)
    expect(settledCount()).toBe(3)
  })

  it('refuses a name that is taken, so that nothing under way is ever out of sight', async () => {
    const { tasks } = open()
    const work = later<void>()
    tasks.start('submit:1', () => work.answer)
    expect(() => tasks.start('submit:1', async () => undefined)).toThrow('submit:1 is already under way')
    expect(tasks.has('submit:1')).toBe(true)
    work.give()
    await tasks.ended('submit:1')
    expect(() => tasks.start('submit:1', async () => undefined)).not.toThrow()
  })

  it('logs a rejection, frees the name and says that something ended', async () => {
    const { logger, tasks, settledCount } = open()
    tasks.start('a', async () => {
      throw new Error('boom')
    })
    await tasks.settled()
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { task: 'a', error: 'Error: boom' } }])
    expect(tasks.has('a')).toBe(false)
    expect(settledCount()).toBe(1)
  })

  it('aborts one, or all but the spared', async () => {
    const { tasks } = open()
    for (const name of ['submit:1', 'look:1', 'download:1']) tasks.start(name, untilAborted)
    tasks.abort('look:1')
    await tasks.ended('look:1')
    expect(tasks.count('')).toBe(2)
    tasks.abortAll((name) => name.startsWith('submit:'))
    await tasks.ended('download:1')
    expect(tasks.has('submit:1')).toBe(true)
    tasks.abortAll()
    await tasks.settled()
    expect(tasks.count('')).toBe(0)
  })

  it('waits also for what running work starts', async () => {
    const { tasks } = open()
    const order: string[] = []
    tasks.start('first', async () => {
      await Promise.resolve()
      tasks.start('second', async () => {
        await Promise.resolve()
        order.push('second')
      })
    })
    await tasks.settled()
    expect(order).toEqual(['second'])
  })

  it('takes an unknown name for ended', async () => {
    const { tasks } = open()
    tasks.abort('nothing')
    await expect(tasks.ended('nothing')).resolves.toBeUndefined()
    await expect(tasks.settled()).resolves.toBeUndefined()
  })
})
