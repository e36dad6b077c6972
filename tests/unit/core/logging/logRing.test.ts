import { describe, expect, it } from 'vitest'
import { createLogRing } from '../../../../electron/core/logging/logRing.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

function open() {
  let now = 0
  const ring = createLogRing(() => (now += 1))
  const outer = createMemoryLogger()
  const logger = ring.keep(outer)
  return { ring, outer, logger, messages: (query = {}) => ring.list(query).map((record) => record.message) }
}

describe('the records of the log that are kept', () => {
  it('are also handed on, and come newest first', () => {
    const { ring, outer, logger } = open()
    logger.info('one', { job: 'job_1' })
    logger.warn('two')
    expect(ring.list({})).toEqual([
      { at: 2, level: 'warn', message: 'two', detail: {} },
      { at: 1, level: 'info', message: 'one', detail: { job: 'job_1' } },
    ])
    expect(outer.lines).toMatchObject([{ message: 'one', fields: { job: 'job_1' } }, { message: 'two' }])
  })

  it('are chosen by level and graver, by words in message and detail, and by number', () => {
    const { logger, messages } = open()
    logger.debug('looked', { job: 'job_1' })
    logger.info('Accepted', { job: 'job_2' })
    logger.error('Refused', { job: 'job_1' })
    expect(messages({ level: 'info' })).toEqual(['Refused', 'Accepted'])
    expect(messages({ q: 'JOB_1' })).toEqual(['Refused', 'looked'])
    expect(messages({ q: 'refused job_1' })).toEqual(['Refused'])
    expect(messages({ q: 'refused job_2' })).toEqual([])
    expect(messages({ limit: 1 })).toEqual(['Refused'])
  })

  it('hold no secrets: neither by the name of the field nor by what looks like one', () => {
    const { ring, logger } = open()
    const cause = new Error('sent sk-abcdefghijkl')
    logger.error('with Bearer abc.def', {
      headers: { authorization: 'hunter2' },
      error: new Error('failed', { cause }),
    })
    expect(JSON.stringify(ring.list({}))).not.toMatch(/abc\.def|hunter2|sk-abcdefghijkl/)
  })

  it('are two thousand at most', () => {
    const { logger, messages } = open()
    for (let count = 1; count <= 5000; count += 1) logger.info(String(count))
    const kept = messages({ limit: 2000 })
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([2000, '5000', '3001'])
  })

  it('are bounded in size: huge details are shortened, and fewer records stay', () => {
    const { ring, logger, messages } = open()
    for (let count = 1; count <= 1000; count += 1) logger.info(String(count), { body: 'x'.repeat(100_000) })
    expect(messages({ limit: 2000 })[0]).toBe('1000')
    expect(JSON.stringify(ring.list({ limit: 2000 })).length).toBeLessThan(2_500_000)
  })

  it('survive fields that refer to themselves, or that JSON does not know', () => {
    const { ring, logger } = open()
    const loop: Record<string, unknown> = { size: 10n }
    loop.self = loop
    logger.info('Round.', loop)
    logger.info('Broken.', {
      toJSON: () => {
        throw new Error('no')
      },
    })
    expect(ring.list({})).toHaveLength(2)
  })
})
