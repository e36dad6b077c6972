import { describe, expect, it } from 'vitest'
import { decideAfterPageEnd } from '../../../../electron/desktop/window/crashPolicy.ts'

const crash = { reason: 'crashed', isVisible: true, crashTimes: [], now: 1_000_000 }

describe('decideAfterPageEnd', () => {
  it.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed', 'memory-eviction', 'load-failed'])(
    'loads a page again that ended by %s',
    (reason) => {
      expect(decideAfterPageEnd({ ...crash, reason })).toEqual({ action: 'reload', crashTimes: [1_000_000] })
    },
  )

  it('does nothing about a page that was ended on purpose', () => {
    expect(decideAfterPageEnd({ ...crash, reason: 'clean-exit', crashTimes: [5] })).toEqual({
      action: 'nothing',
      crashTimes: [5],
    })
  })

  it('asks after the third crash within a minute', () => {
    const second = decideAfterPageEnd({ ...crash, crashTimes: [960_000] })
    expect(second.action).toBe('reload')
    expect(decideAfterPageEnd({ ...crash, crashTimes: second.crashTimes, now: 1_010_000 }).action).toBe('ask')
  })

  it('forgets crashes that are a minute old', () => {
    expect(decideAfterPageEnd({ ...crash, crashTimes: [930_000, 940_000] })).toEqual({
      action: 'reload',
      crashTimes: [1_000_000],
    })
  })

  it('only forgets a page that nobody sees, and still counts it', () => {
    const hidden = decideAfterPageEnd({ ...crash, isVisible: false, crashTimes: [999_000] })
    expect(hidden).toEqual({ action: 'forget', crashTimes: [999_000, 1_000_000] })
    expect(decideAfterPageEnd({ ...crash, crashTimes: hidden.crashTimes }).action).toBe('ask')
  })
})
