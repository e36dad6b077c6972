import { describe, expect, it } from 'vitest'
import { createFailpoint, parseFailpoint } from '../../../electron/core/failpoints.ts'

describe('parseFailpoint', () => {
  it('reads a name, and the hit that is meant', () => {
    expect(parseFailpoint('intent.after_commit')).toEqual({ name: 'intent.after_commit', hit: 1 })
    expect(parseFailpoint('download.middle_chunk:12')).toEqual({ name: 'download.middle_chunk', hit: 12 })
  })

  it.each([
    '',
    'nowhere',
    'intent.after_commit:',
    'intent.after_commit:0',
    'intent.after_commit:-1',
    'intent.after_commit:1x',
  ])('refuses %j', (text) => {
    expect(parseFailpoint(text)).toBeNull()
  })
})

describe('createFailpoint', () => {
  it('crashes at exactly the wanted hit of the wanted failpoint', () => {
    const crashes: number[] = []
    let step = 0
    const failpoint = createFailpoint({ name: 'poll.before_send', hit: 2 }, () => void crashes.push(step))
    for (const name of ['poll.before_send', 'poll.before_commit', 'poll.before_send', 'poll.before_send'] as const) {
      step += 1
      failpoint(name)
    }
    expect(crashes).toEqual([3])
  })

  it('does nothing without a target', () => {
    const failpoint = createFailpoint(null, () => expect.unreachable())
    failpoint('poll.before_send')
  })
})
