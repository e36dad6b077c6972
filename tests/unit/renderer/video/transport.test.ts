import { describe, expect, it } from 'vitest'
import { createTransport } from '../../../../renderer/src/video/transport.ts'
import { playbackRate, type TransportEvent } from '../../../../renderer/src/video/transportState.ts'

const createDeck = (frameCount = 100, framesPerSecond = 25) => {
  let nowMs = 0
  const transport = createTransport({ now: () => nowMs })
  transport.send({ type: 'opened', frameCount, framesPerSecond })
  const send = (...events: TransportEvent[]) => {
    for (const event of events) transport.send(event)
    return transport.getState()
  }
  const pass = (ms: number) => {
    nowMs += ms
    return send({ type: 'tick' })
  }
  return { send, pass, state: transport.getState, transport }
}

const J: TransportEvent = { type: 'shuttle', direction: -1 }
const L: TransportEvent = { type: 'shuttle', direction: 1 }
const K: TransportEvent = { type: 'holdStop' }
const goTo = (index: number): TransportEvent => ({ type: 'goTo', index })

describe('the transport', () => {
  it('plays and pauses by Space', () => {
    const { send } = createDeck()
    expect(send({ type: 'toggle' })).toMatchObject({ isPlaying: true, direction: 1 })
    expect(send({ type: 'toggle' })).toMatchObject({ isPlaying: false })
  })

  it('goes 1x, 2x, 4x and 8x with each further L, and no faster', () => {
    const { send } = createDeck()
    expect([1, 2, 3, 4, 5].map(() => send(L).shuttle)).toEqual([1, 2, 4, 8, 8])
  })

  it('turns round at 1x when J follows L, and stops with K', () => {
    const { send } = createDeck()
    expect(send(goTo(50), L, L, J)).toMatchObject({ direction: -1, shuttle: 1, isPlaying: true })
    expect(send(K)).toMatchObject({ isPlaying: false })
  })

  it('steps a single frame by J and L while K is held', () => {
    const { send } = createDeck()
    expect(send(goTo(50), K, L)).toMatchObject({ index: 51, isPlaying: false })
    expect(send(J, J)).toMatchObject({ index: 49, isPlaying: false })
    expect(send({ type: 'releaseStop' }, J)).toMatchObject({ isPlaying: true, direction: -1 })
  })

  it('runs backward by the clock, as fast as the shuttle says', () => {
    const { send, pass } = createDeck()
    send(goTo(90), J)
    expect(pass(40).index).toBe(89)
    expect(pass(400).index).toBe(79)
    send(J)
    expect(pass(400).index).toBe(59)
  })

  it('does not count the time in which a picture was late', () => {
    const { send, pass } = createDeck()
    send(goTo(90), J)
    pass(40)
    const { transport } = createDeck()
    expect(transport.getState().index).toBe(0)
    expect(pass(0).index).toBe(89)
    send({ type: 'caughtUp' })
    expect(pass(39).index).toBe(89)
    expect(pass(1).index).toBe(88)
  })

  it('stops on the first frame when it runs back to it, and goes round in a loop', () => {
    const { send, pass } = createDeck()
    send(goTo(2), J)
    expect(pass(1000)).toMatchObject({ index: 0, isPlaying: false })
    send({ type: 'setLooping', isLooping: true }, goTo(2), J)
    expect(pass(1000)).toMatchObject({ index: 99, isPlaying: true, direction: -1 })
  })

  it('takes its place from what the video really shows, and stops with its end', () => {
    const { send } = createDeck()
    send({ type: 'toggle' })
    expect(send({ type: 'shown', index: 7 })).toMatchObject({ index: 7, isPlaying: true })
    expect(send({ type: 'shown', index: 99 })).toMatchObject({ index: 99, isPlaying: true })
    expect(send({ type: 'ended' })).toMatchObject({ index: 99, isPlaying: false })
    expect(send({ type: 'toggle' })).toMatchObject({ index: 0, isPlaying: true })
  })

  it('plays from mark to mark, both included, over and over', () => {
    const { send } = createDeck()
    send(goTo(20), { type: 'markIn' }, goTo(30), { type: 'markOut' }, { type: 'toggle' })
    const { jumps } = send({ type: 'shown', index: 29 })
    expect(send({ type: 'shown', index: 30 })).toMatchObject({ index: 20, isPlaying: true, jumps: jumps + 1 })
  })

  it('stops on the out mark where it does not loop', () => {
    const { send } = createDeck()
    send(goTo(30), { type: 'markOut' }, { type: 'setLooping', isLooping: false }, goTo(10), { type: 'toggle' })
    expect(send({ type: 'shown', index: 31 })).toMatchObject({ index: 30, isPlaying: false })
  })

  it('lets a new mark push away one that it passes, and clears both', () => {
    const { send } = createDeck()
    send(goTo(20), { type: 'markIn' }, goTo(30), { type: 'markOut' })
    expect(send(goTo(40), { type: 'markIn' })).toMatchObject({ inPoint: 40, outPoint: null })
    expect(send({ type: 'clearMarks' })).toMatchObject({ inPoint: null, outPoint: null })
  })

  it('goes to the marks first and then to the ends by Home and End', () => {
    const { send } = createDeck()
    send(goTo(20), { type: 'markIn' }, goTo(30), { type: 'markOut' }, goTo(25))
    expect(send({ type: 'goToStart' }).index).toBe(20)
    expect(send({ type: 'goToStart' }).index).toBe(0)
    expect(send({ type: 'goToEnd' }).index).toBe(30)
    expect(send({ type: 'goToEnd' }).index).toBe(99)
  })

  it('keeps every frame inside the video and every speed playable', () => {
    const { send } = createDeck()
    expect(send(goTo(-5)).index).toBe(0)
    expect(send(goTo(1e9)).index).toBe(99)
    expect(send({ type: 'step', frames: 1 }).index).toBe(99)
    send({ type: 'setSpeed', speed: 2 }, goTo(0), L, L, L, L)
    expect(playbackRate(send({ type: 'setSpeed', speed: 99 }))).toBe(16)
    expect(send({ type: 'setSpeed', speed: 0 }).speed).toBe(0.25)
  })

  it('tells its listeners of changes only', () => {
    const { transport } = createDeck()
    let calls = 0
    const stop = transport.subscribe(() => (calls += 1))
    transport.send({ type: 'tick' })
    expect(calls).toBe(0)
    transport.send(goTo(4))
    stop()
    transport.send(goTo(5))
    expect(calls).toBe(1)
  })
})
