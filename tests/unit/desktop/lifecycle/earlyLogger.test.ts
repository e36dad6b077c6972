import { describe, expect, it } from 'vitest'
import { createEarlyLogger } from '../../../../electron/desktop/lifecycle/earlyLogger.ts'
import { isGoneOutput } from '../../../../electron/desktop/lifecycle/goneOutput.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

describe('createEarlyLogger', () => {
  it('hands on what was said before the real logger came, once and in order, and everything after it', () => {
    const { logger, passOnTo } = createEarlyLogger()
    const real = createMemoryLogger()
    logger.warn('first', { a: 1 })
    logger.debug('second')
    passOnTo(real)
    logger.error('third')
    expect(real.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warn first',
      'debug second',
      'error third',
    ])
    expect(real.lines[0]?.fields).toEqual({ a: 1 })
  })
})

describe('isGoneOutput', () => {
  it('knows the errors of a terminal that was closed', () => {
    expect(isGoneOutput(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }))).toBe(true)
    expect(isGoneOutput(Object.assign(new Error('write EIO'), { code: 'EIO', syscall: 'write' }))).toBe(true)
  })

  it('takes no other failure for that', () => {
    expect(isGoneOutput(Object.assign(new Error('read EIO'), { code: 'EIO', syscall: 'read' }))).toBe(false)
    expect(isGoneOutput(Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' }))).toBe(false)
    expect(isGoneOutput(new TypeError('x'))).toBe(false)
    expect(isGoneOutput('EPIPE')).toBe(false)
  })
})
