import { describe, expect, it } from 'vitest'
import { countNewBytes, createPollingMeter } from '../../../../electron/core/jobs/pollingMeter.ts'

const MINUTE = 60_000
const T0 = 1_800_000_000_000

function open() {
  let now = T0
  let active = 0
  const meter = createPollingMeter({ now: () => now, active: () => active })
  return {
    meter,
    pass: (ms: number) => void (now += ms),
    setActive: (count: number) => void (active = count),
    points: () => meter.history().points,
  }
}

describe('the polling history', () => {
  it('counts by the minute, and says how much is going on now', () => {
    const { meter, pass, setActive, points } = open()
    setActive(3)
    meter.requests(2)
    meter.changes(5)
    pass(MINUTE)
    meter.throttled()
    meter.downloaded(1000)
    setActive(7)
    expect(meter.history().stepMs).toBe(MINUTE)
    expect(points()).toEqual([
      { at: T0, requests: 2, changes: 5, throttled: 0, active: 3, downloadedBytes: 0 },
      { at: T0 + MINUTE, requests: 0, changes: 0, throttled: 1, active: 7, downloadedBytes: 1000 },
    ])
  })

  it('fills the minutes in which nothing happened with zeros', () => {
    const { meter, pass, points } = open()
    meter.requests(1)
    pass(3 * MINUTE)
    expect(points().map((point) => point.requests)).toEqual([1, 0, 0, 0])
  })

  it('forgets what is older than two hours, also when something happens in each minute of a day', () => {
    const { meter, pass, points } = open()
    for (let minute = 0; minute < 1440; minute += 1) {
      meter.requests(minute)
      pass(MINUTE)
    }
    expect(points()).toHaveLength(120)
    expect(points().at(-2)).toMatchObject({ requests: 1439 })
    expect(points()[0]?.at).toBe(T0 + 1321 * MINUTE)
  })

  it('lives through a clock that is set back', () => {
    const { meter, pass, points } = open()
    meter.requests(1)
    pass(-10 * MINUTE)
    meter.requests(4)
    expect(points()).toMatchObject([{ at: T0 - 10 * MINUTE, requests: 4 }])
  })
})

describe('counting the bytes of a transfer', () => {
  it('leaves out what was there before, and counts a fresh start whole', () => {
    const counted: number[] = []
    const bytes = countNewBytes({ downloaded: (count) => void counted.push(count) })
    bytes.startAt(1000)
    bytes.reached(1500)
    bytes.reached(1800)
    bytes.startAt(1800)
    bytes.reached(400)
    bytes.reached(600)
    expect(counted).toEqual([500, 300, 400, 200])
  })
})
