import { describe, expect, it } from 'vitest'
import { createLogger } from '../../../../electron/core/logging/logger.ts'

const capture = (isVerbose = false) => {
  const lines: string[] = []
  const logger = createLogger({ isVerbose }, { write: (line: string) => void lines.push(line) })
  return { logger, lines, last: (): unknown => JSON.parse(lines.at(-1) ?? 'null') }
}

describe('createLogger', () => {
  it('writes one JSON line for each message', () => {
    const { logger, lines, last } = capture()
    logger.info('Accepted.', { jobId: 'job_1', count: 2 })
    expect(lines).toHaveLength(1)
    expect(last()).toMatchObject({ msg: 'Accepted.', jobId: 'job_1', count: 2 })
  })

  it('hides secrets by the name of the field, at any depth', () => {
    const { logger, lines } = capture()
    const secret = 'hunter2-hunter2'
    logger.warn('Refused.', {
      apiKey: secret,
      key: secret,
      token: secret,
      webhookSecret: secret,
      request: { headers: { Authorization: secret, cookie: secret, 'x-api-key': secret } },
      list: [{ password: secret }],
    })
    expect(lines.join()).not.toContain(secret)
  })

  it('hides what looks like a key inside texts and errors', () => {
    const { logger, lines, last } = capture()
    const cause = new Error('sent sk-abcdefghijkl')
    logger.error('Sent Authorization: Bearer abc.def', {
      note: 'with Bearer abc.def',
      error: new Error('Bearer abc.def was refused', { cause }),
    })
    expect(lines.join()).not.toMatch(/abc\.def|sk-abcdefghijkl/)
    expect(last()).toMatchObject({ error: { message: '[hidden] was refused', cause: { message: 'sent [hidden]' } } })
  })

  it('writes debug lines only when asked for', () => {
    const quiet = capture()
    quiet.logger.debug('detail')
    expect(quiet.lines).toEqual([])
    const verbose = capture(true)
    verbose.logger.debug('detail')
    expect(verbose.lines).toHaveLength(1)
  })

  it('survives fields that refer to themselves', () => {
    const { logger, lines } = capture()
    const loop: Record<string, unknown> = {}
    loop.self = loop
    logger.info('Round.', loop)
    expect(lines).toHaveLength(1)
  })
})
