import { describe, expect, it } from 'vitest'
import { createQuitting, type QuitAnswer, type QuitWay } from '../../../../electron/desktop/lifecycle/quitting.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

/** A shell whose person answers when the test says so. */
const createStand = () => {
  const clock = createFakeClock()
  const done: string[] = []
  let answer: (given: QuitAnswer) => void = () => {}
  let hasClosed: () => void = () => {}
  const stand = {
    clock,
    done,
    answer: async (given: QuitAnswer) => {
      answer(given)
      await clock.settle()
    },
    hasClosed: async () => {
      hasClosed()
      await clock.settle()
    },
    async request(way: QuitWay, end?: () => void) {
      quitting.request(way, end)
      await clock.settle()
    },
    phase: () => quitting.phase(),
    confirm: (signal: AbortSignal): Promise<QuitAnswer> =>
      new Promise((resolve) => {
        answer = resolve
        signal.addEventListener('abort', () => resolve('quit'))
      }),
    close: (): Promise<void> => new Promise((resolve) => (hasClosed = resolve)),
  }
  const quitting = createQuitting({
    confirm: async (signal, way) => {
      done.push(`asked (${way})`)
      return await stand.confirm(signal)
    },
    keepRunning: () => done.push('kept running'),
    leaveScreen: () => done.push('left the screen'),
    close: async () => {
      done.push('closing')
      await stand.close()
    },
    end: () => done.push('ended'),
    exit: (code) => done.push(`exit ${code}`),
    clock,
    logger: createMemoryLogger(),
  })
  return stand
}

describe('quitting', () => {
  it('asks, leaves the screen, closes, and ends', async () => {
    const stand = createStand()
    await stand.request('person')
    expect(stand.phase()).toBe('asking')
    await stand.answer('quit')
    expect(stand.phase()).toBe('closing')
    await stand.hasClosed()
    expect(stand.phase()).toBe('closed')
    expect(stand.done).toEqual(['asked (person)', 'left the screen', 'closing', 'ended'])
  })

  it('keeps running when the person says so, and asks again the next time', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.answer('keep')
    expect(stand.phase()).toBe('running')
    await stand.request('person')
    expect(stand.done).toEqual(['asked (person)', 'kept running', 'asked (person)'])
  })

  it.each(['person', 'shutdown'] as const)('asks once, whatever else asks to quit meanwhile (%s)', async (way) => {
    const stand = createStand()
    await stand.request('person')
    await stand.request(way)
    await stand.request('person')
    expect(stand.done).toEqual(['asked (person)'])
    await stand.answer('quit')
    await stand.request(way)
    expect(stand.done).toEqual(['asked (person)', 'left the screen', 'closing'])
  })

  it('never asks when a signal ends it', async () => {
    const stand = createStand()
    await stand.request('signal')
    await stand.hasClosed()
    expect(stand.done).toEqual(['left the screen', 'closing', 'ended'])
  })

  it('never asks when the session ends now, and takes the signal that follows for the first one', async () => {
    const stand = createStand()
    await stand.request('ending')
    await stand.clock.advance(1000)
    await stand.request('signal')
    await stand.hasClosed()
    expect(stand.done).toEqual(['left the screen', 'closing', 'ended'])
  })

  it.each(['signal', 'ending'] as const)('takes the question back when it is too late for it (%s)', async (way) => {
    const stand = createStand()
    await stand.request('person')
    await stand.request(way)
    expect(stand.phase()).toBe('closing')
    await stand.hasClosed()
    expect(stand.done).toEqual(['asked (person)', 'left the screen', 'closing', 'ended'])
  })

  it('ends at once at the second Ctrl+C, but not at the same one passed on twice', async () => {
    const stand = createStand()
    await stand.request('signal')
    await stand.request('signal')
    await stand.clock.advance(300)
    await stand.request('signal')
    expect(stand.done).toEqual(['left the screen', 'closing'])
    await stand.clock.advance(400)
    await stand.request('signal')
    expect(stand.done).toEqual(['left the screen', 'closing', 'exit 1'])
  })

  it('ends at once at the second Ctrl+C after a person had begun to quit', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.answer('quit')
    await stand.request('signal')
    expect(stand.done).not.toContain('exit 1')
    await stand.clock.advance(1000)
    await stand.request('signal')
    expect(stand.done.at(-1)).toBe('exit 1')
  })

  it('does not hold up a shutdown: no answer within three seconds is a yes', async () => {
    const stand = createStand()
    await stand.request('shutdown')
    await stand.clock.advance(2999)
    expect(stand.phase()).toBe('asking')
    await stand.clock.advance(1)
    expect(stand.phase()).toBe('closing')
  })

  it('gives an open question three seconds more when the computer shuts down', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.clock.advance(60_000)
    await stand.request('shutdown')
    await stand.clock.advance(3000)
    expect(stand.phase()).toBe('closing')
  })

  it('lets the person keep it running through a shutdown, and a later question has its own time', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.request('shutdown')
    await stand.answer('keep')
    await stand.request('person')
    await stand.clock.advance(3000)
    expect(stand.phase()).toBe('asking')
  })

  it('waits for no person in an ordinary quit', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.clock.advance(3_600_000)
    expect(stand.phase()).toBe('asking')
  })

  it('cuts off a close that takes too long', async () => {
    const stand = createStand()
    await stand.request('signal')
    await stand.clock.advance(5499)
    expect(stand.done).not.toContain('exit 0')
    await stand.clock.advance(1)
    expect(stand.done).toEqual(['left the screen', 'closing', 'exit 0'])
  })

  it('ends the process itself when the ordinary end does not come', async () => {
    const stand = createStand()
    await stand.request('signal')
    await stand.hasClosed()
    await stand.clock.advance(5000)
    expect(stand.done.at(-1)).toBe('exit 0')
  })

  it('quits where closing fails and where the work cannot be read', async () => {
    const stand = createStand()
    stand.confirm = async () => await Promise.reject(new Error('no host'))
    stand.close = async () => await Promise.reject(new Error('disk gone'))
    await stand.request('person')
    expect(stand.done).toEqual(['asked (person)', 'left the screen', 'closing', 'ended'])
  })

  it('ends in the way of whoever asked last, such as the updater', async () => {
    const stand = createStand()
    await stand.request('person')
    await stand.request('person', () => stand.done.push('installed'))
    await stand.answer('quit')
    await stand.hasClosed()
    expect(stand.done.slice(-2)).toEqual(['closing', 'installed'])
  })

  it('forgets the updater when the person keeps it running', async () => {
    const stand = createStand()
    await stand.request('person', () => stand.done.push('installed'))
    await stand.answer('keep')
    await stand.request('signal')
    await stand.hasClosed()
    expect(stand.done).not.toContain('installed')
    expect(stand.done.at(-1)).toBe('ended')
  })

  it('leaves no timer behind while it runs on', async () => {
    const stand = createStand()
    await stand.request('shutdown')
    await stand.answer('keep')
    expect(stand.clock.pendingTimers()).toBe(0)
  })
})
