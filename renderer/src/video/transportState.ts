/** The player's deck as pure code: which frame, which way, how fast, within which bounds. Times are milliseconds. */
export type Direction = -1 | 1
export const SHUTTLES = [1, 2, 4, 8] as const
export type Shuttle = (typeof SHUTTLES)[number]
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const

export interface TransportState {
  frameCount: number
  framesPerSecond: number
  /** The frame on show, or that should be. */
  index: number
  isPlaying: boolean
  direction: Direction
  shuttle: Shuttle
  /** What 1x means, chosen by the person: 0.25 to 2. */
  speed: number
  isStopHeld: boolean
  inPoint: number | null
  outPoint: number | null
  isLooping: boolean
  /** Rises whenever the picture must be put elsewhere than playing on would bring it. */
  jumps: number
  /** Where and when playing by the clock was last in step. */
  anchor: { index: number; atMs: number }
}

export type TransportEvent =
  | { type: 'opened'; frameCount: number; framesPerSecond: number }
  | { type: 'toggle' }
  | { type: 'play'; direction: Direction }
  | { type: 'pause' }
  /** J and L. */
  | { type: 'shuttle'; direction: Direction }
  /** K. */
  | { type: 'holdStop' }
  | { type: 'releaseStop' }
  | { type: 'step'; frames: number }
  | { type: 'goTo'; index: number }
  | { type: 'goToStart' }
  | { type: 'goToEnd' }
  | { type: 'markIn' }
  | { type: 'markOut' }
  | { type: 'clearMarks' }
  | { type: 'setLooping'; isLooping: boolean }
  | { type: 'setSpeed'; speed: number }
  /** What the video element really shows while it plays forward. */
  | { type: 'shown'; index: number }
  | { type: 'ended' }
  /** Time passes while pictures are drawn by the clock: backward, and forward where the element can't. */
  | { type: 'tick' }
  /** The picture of the present index is late: time does not count until now. */
  | { type: 'caughtUp' }

export const startTransport = (): TransportState => ({
  frameCount: 0,
  framesPerSecond: 30,
  index: 0,
  isPlaying: false,
  direction: 1,
  shuttle: 1,
  speed: 1,
  isStopHeld: false,
  inPoint: null,
  outPoint: null,
  isLooping: false,
  jumps: 0,
  anchor: { index: 0, atMs: 0 },
})

const lastFrame = (state: TransportState): number => Math.max(0, state.frameCount - 1)
const clamp = (state: TransportState, index: number): number =>
  Math.min(lastFrame(state), Math.max(0, Math.round(index)))

/** Times real time, without the sign. Browsers play sound and pictures up to 16. */
export const playbackRate = ({ speed, shuttle }: TransportState): number => Math.min(16, speed * shuttle)

/** First and last frame of what is played: all of it, or what the marks leave. */
export const playedRegion = (state: TransportState): { from: number; to: number } => ({
  from: state.inPoint ?? 0,
  to: state.outPoint ?? lastFrame(state),
})

export const isWholeRegion = (state: TransportState): boolean => {
  const { from, to } = playedRegion(state)
  return from === 0 && to === lastFrame(state)
}

const jumpTo = (state: TransportState, index: number, nowMs: number): TransportState => {
  const target = clamp(state, index)
  return { ...state, index: target, jumps: state.jumps + 1, anchor: { index: target, atMs: nowMs } }
}

const pause = (state: TransportState): TransportState => ({ ...state, isPlaying: false, shuttle: 1, direction: 1 })

/** Playing from beyond the far end begins again at the near one. */
const play = (state: TransportState, direction: Direction, shuttle: Shuttle, nowMs: number): TransportState => {
  const { from, to } = playedRegion(state)
  const going: TransportState = {
    ...state,
    isPlaying: state.frameCount > 1,
    direction,
    shuttle,
    anchor: { index: state.index, atMs: nowMs },
  }
  if (direction === 1 && state.index >= to) return jumpTo(going, from, nowMs)
  if (direction === -1 && state.index <= from) return jumpTo(going, to, nowMs)
  return going
}

const nextShuttle = (shuttle: Shuttle): Shuttle => SHUTTLES[SHUTTLES.indexOf(shuttle) + 1] ?? 8

const pressShuttle = (state: TransportState, direction: Direction, nowMs: number): TransportState => {
  if (state.isStopHeld) return jumpTo(pause(state), state.index + direction, nowMs)
  const isFaster = state.isPlaying && state.direction === direction
  return play(state, direction, isFaster ? nextShuttle(state.shuttle) : 1, nowMs)
}

/** At the end of the region: around again, or stop on its last frame. */
const arrive = (state: TransportState, nowMs: number): TransportState => {
  const { from, to } = playedRegion(state)
  const [end, start] = state.direction === 1 ? [to, from] : [from, to]
  if (state.isLooping) return jumpTo(state, start, nowMs)
  return jumpTo(pause(state), end, nowMs)
}

const show = (state: TransportState, index: number, nowMs: number): TransportState => {
  const { to } = playedRegion(state)
  const shown = { ...state, index: clamp(state, index) }
  const isPast = state.isPlaying && state.direction === 1 && index >= to
  // The file's own end is announced by `ended`; arriving here would cut its last frame short.
  return isPast && to < lastFrame(state) ? arrive(shown, nowMs) : shown
}

const tick = (state: TransportState, nowMs: number): TransportState => {
  if (!state.isPlaying) return state
  const { from, to } = playedRegion(state)
  const elapsedMs = Math.max(0, nowMs - state.anchor.atMs)
  const frames = Math.floor((elapsedMs / 1000) * state.framesPerSecond * playbackRate(state) + 1e-6)
  const index = state.anchor.index + frames * state.direction
  if (index < from || index > to) return arrive(state, nowMs)
  return index === state.index ? state : { ...state, index }
}

const markIn = (state: TransportState): TransportState => ({
  ...state,
  inPoint: state.index,
  outPoint: state.outPoint !== null && state.outPoint <= state.index ? null : state.outPoint,
  isLooping: true,
})
const markOut = (state: TransportState): TransportState => ({
  ...state,
  outPoint: state.index,
  inPoint: state.inPoint !== null && state.inPoint >= state.index ? null : state.inPoint,
  isLooping: true,
})

const reanchor = (state: TransportState, nowMs: number): TransportState => ({
  ...state,
  anchor: { index: state.index, atMs: nowMs },
})

/** The whole deck: what a key, a frame or the passing of time makes of it. */
export const stepTransport = (state: TransportState, event: TransportEvent, nowMs: number): TransportState => {
  switch (event.type) {
    case 'opened':
      return {
        ...startTransport(),
        speed: state.speed,
        isLooping: state.isLooping,
        frameCount: event.frameCount,
        framesPerSecond: event.framesPerSecond,
      }
    case 'toggle':
      return state.isPlaying ? pause(state) : play(state, 1, 1, nowMs)
    case 'play':
      return play(state, event.direction, 1, nowMs)
    case 'pause':
      return pause(state)
    case 'shuttle':
      return pressShuttle(state, event.direction, nowMs)
    case 'holdStop':
      return { ...pause(state), isStopHeld: true }
    case 'releaseStop':
      return { ...state, isStopHeld: false }
    case 'step':
      return jumpTo(pause(state), state.index + event.frames, nowMs)
    case 'goTo':
      return jumpTo(state, event.index, nowMs)
    case 'goToStart':
      return jumpTo(state, state.index > playedRegion(state).from ? playedRegion(state).from : 0, nowMs)
    case 'goToEnd':
      return jumpTo(
        pause(state),
        state.index < playedRegion(state).to ? playedRegion(state).to : lastFrame(state),
        nowMs,
      )
    case 'markIn':
      return markIn(state)
    case 'markOut':
      return markOut(state)
    case 'clearMarks':
      return { ...state, inPoint: null, outPoint: null }
    case 'setLooping':
      return { ...state, isLooping: event.isLooping }
    case 'setSpeed':
      return reanchor({ ...state, speed: Math.min(2, Math.max(0.25, event.speed)) }, nowMs)
    case 'shown':
      return show(state, event.index, nowMs)
    case 'ended':
      return state.isPlaying && state.direction === 1 ? arrive({ ...state, index: lastFrame(state) }, nowMs) : state
    case 'tick':
      return tick(state, nowMs)
    case 'caughtUp':
      return reanchor(state, nowMs)
  }
}
