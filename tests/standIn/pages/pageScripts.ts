import { decodeValue, encodeValue } from './encoding.ts'

/** Name of the world that the preload runs in. The page's own scripts see nothing of it. */
export const PRELOAD_WORLD = 'Electron Isolated Context'
/** Where the preload's messages leave its world. */
export const SEND_BINDING = 'standInSend'
/** Function of the preload's world that takes the answers and messages of the main process. */
export const RECEIVE_FUNCTION = 'standInReceive'

interface Crossing {
  encode: typeof encodeValue
  decode: typeof decodeValue
}

interface BridgeSide {
  expose(key: string, api: unknown): void
}

type BridgeNote =
  | { kind: 'hello' }
  | { kind: 'welcome' }
  | { kind: 'expose'; key: string; value: string }
  | { kind: 'call'; call: number; functionId: number; args: string }
  | { kind: 'answer'; call: number; ok: boolean; value: string }
  | { kind: 'settle'; promiseId: number; ok: boolean; value: string }

/**
 * One end of Electron's context bridge; both worlds run this. Functions become proxies, everything else is copied, and
 * an exposed API is frozen. The worlds share only the document, so notes cross as events whose names nobody else knows.
 */
function createBridgeSide(toOther: string, fromOther: string, { encode, decode }: Crossing): BridgeSide {
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { CustomEvent, Promise, Error, document } = globalThis
  const mine = new Map<number, (...args: unknown[]) => unknown>()
  const idsOfMine = new WeakMap<object, number>()
  const theirs = new WeakMap<object, number>()
  const settlers = new Map<number, (ok: boolean, value: unknown) => void>()
  const answers = new Map<number, { ok: boolean; value: string }>()
  const exposed: BridgeNote[] = []
  let lastId = 0

  const tell = (note: BridgeNote): void => {
    dispatchEvent.call(document, new CustomEvent(toOther, { detail: JSON.stringify(note) }))
  }
  const idOf = (run: (...args: unknown[]) => unknown): number => {
    const id = idsOfMine.get(run) ?? (lastId += 1)
    idsOfMine.set(run, id)
    mine.set(id, run)
    return id
  }
  const watchPromise = (promise: PromiseLike<unknown>): number => {
    const promiseId = (lastId += 1)
    void promise.then(
      (value) => tell({ kind: 'settle', promiseId, ok: true, value: pack(value) }),
      (error: unknown) => tell({ kind: 'settle', promiseId, ok: false, value: pack(error) }),
    )
    return promiseId
  }
  const pack = (value: unknown): string =>
    encode(value, {
      refer: (one) => {
        if (typeof one === 'function') {
          const theirId = theirs.get(one)
          return theirId === undefined ? ['f', idOf(one as (...args: unknown[]) => unknown)] : ['g', theirId]
        }
        return one instanceof Promise ? ['P', watchPromise(one)] : null
      },
    })
  const proxyOf = (functionId: number): unknown => {
    const proxy = (...args: unknown[]): unknown => {
      const call = (lastId += 1)
      tell({ kind: 'call', call, functionId, args: pack(args) })
      const answer = answers.get(call)
      answers.delete(call)
      if (answer === undefined) throw new Error('The other side of the bridge is gone.')
      const value = unpack(answer.value)
      if (!answer.ok) throw value
      return value
    }
    theirs.set(proxy, functionId)
    return proxy
  }
  const unpack = (text: string): unknown =>
    decode(text, (kind, id) => {
      if (kind === 'g') return mine.get(id)
      if (kind === 'f') return proxyOf(id)
      return new Promise((resolve, reject) => settlers.set(id, (ok, value) => (ok ? resolve : reject)(value)))
    })
  const answer = ({ call, functionId, args }: Extract<BridgeNote, { kind: 'call' }>): void => {
    try {
      const value: unknown = mine.get(functionId)?.(...(unpack(args) as unknown[]))
      tell({ kind: 'answer', call, ok: true, value: pack(value) })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      tell({ kind: 'answer', call, ok: false, value: pack(new Error(message)) })
    }
  }
  const freeze = (value: unknown): unknown => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value
    for (const one of Object.values(value)) freeze(one)
    return Object.freeze(value)
  }
  const take = (note: BridgeNote): void => {
    if (note.kind === 'hello') tell({ kind: 'welcome' })
    if (note.kind === 'hello' || note.kind === 'welcome') {
      for (const one of exposed.splice(0)) tell(one)
    } else if (note.kind === 'call') answer(note)
    else if (note.kind === 'answer') answers.set(note.call, note)
    else if (note.kind === 'settle') settlers.get(note.promiseId)?.(note.ok, unpack(note.value))
    else {
      const value = freeze(unpack(note.value))
      Object.defineProperty(globalThis, note.key, { value, writable: false, configurable: false, enumerable: true })
    }
  }
  let isConnected = false
  addEventListener.call(document, fromOther, (event) => {
    isConnected = true
    take(JSON.parse((event as CustomEvent<string>).detail) as BridgeNote)
  })
  tell({ kind: 'hello' })
  return {
    expose: (key, api) => {
      const note: BridgeNote = { kind: 'expose', key, value: pack(api) }
      // Whichever world starts first waits for the other; both start before any script of the page.
      if (isConnected) tell(note)
      else exposed.push(note)
    },
  }
}

type Listener = (event: object, ...args: unknown[]) => void

/** `ipcRenderer` and `contextBridge` in the preload's world, and `require` for nothing else. */
function createPreloadRequire(bridge: BridgeSide, binding: string, receiver: string, crossing: Crossing) {
  const { encode, decode } = crossing
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[binding] as (text: string) => void
  delete world[binding]
  const listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0

  const clone = (args: unknown[]): string => {
    try {
      return encode(structuredClone(args))
    } catch {
      throw new Error('An object could not be cloned.')
    }
  }
  const lacks = (name: string): never => {
    throw new Error(`The stand-in lacks ${name}`)
  }
  const guard = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get: (on, key) =>
        (key in on || typeof key === 'symbol' ? Reflect.get(on, key) : lacks(`${name}.${key}`)) as unknown,
      // Electron's own objects do not cross the bridge: on the other side they are empty.
      ownKeys: () => [],
    })
  const add = (channel: string, listener: Listener, isOnce: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener) => {
    const left = [...(listeners.get(channel) ?? [])]
    const index = left.findLastIndex((one) => one.listener === listener)
    if (index >= 0) left.splice(index, 1)
    listeners.set(channel, left)
    return ipcRenderer
  }
  const ipcRenderer = guard('ipcRenderer', {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const payload = clone(args)
      const id = (lastId += 1)
      return await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        post(JSON.stringify({ kind: 'invoke', id, channel, payload }))
      })
    },
    send: (channel: string, ...args: unknown[]): void => {
      post(JSON.stringify({ kind: 'send', channel, payload: clone(args) }))
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  })
  const deliver = (channel: string, payload: string): void => {
    const present = listeners.get(channel) ?? []
    listeners.set(
      channel,
      present.filter(({ isOnce }) => !isOnce),
    )
    const args = decode(payload) as unknown[]
    for (const { listener } of present) listener({ sender: ipcRenderer, ports: [] }, ...args)
  }
  const settle = (id: number, error: string | null, payload: string): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (error !== null) one?.reject(new Error(error))
    else one?.resolve(decode(payload))
  }
  Object.defineProperty(globalThis, receiver, {
    value: (text: string): void => {
      const note = JSON.parse(text) as { id: number | null; channel: string; error: string | null; payload: string }
      if (note.id === null) deliver(note.channel, note.payload)
      else settle(note.id, note.error, note.payload)
    },
  })
  const contextBridge = guard('contextBridge', { exposeInMainWorld: bridge.expose })
  return (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return guard('electron', { contextBridge, ipcRenderer })
    throw new Error(`module not found: ${name}`)
  }
}

/** What a page believes of its window and of the network. */
export interface Surroundings {
  isVisible: boolean
  isFocused: boolean
  isOnline: boolean
}

function pretendSurroundings(eventName: string): void {
  let now: Surroundings = { isVisible: true, isFocused: true, isOnline: true }
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { Event, document, navigator } = globalThis
  const define = (on: object, key: string, get: () => unknown): void => {
    Object.defineProperty(on, key, { get, configurable: true })
  }
  define(document, 'visibilityState', () => (now.isVisible ? 'visible' : 'hidden'))
  define(document, 'hidden', () => !now.isVisible)
  define(document, 'hasFocus', () => () => now.isFocused)
  define(navigator, 'onLine', () => now.isOnline)
  addEventListener.call(document, eventName, (event) => {
    const before = now
    now = JSON.parse((event as CustomEvent<string>).detail) as Surroundings
    const { isVisible, isFocused, isOnline } = now
    if (isVisible !== before.isVisible) dispatchEvent.call(document, new Event('visibilitychange', { bubbles: true }))
    if (isFocused !== before.isFocused) dispatchEvent.call(globalThis, new Event(isFocused ? 'focus' : 'blur'))
    if (isOnline !== before.isOnline) dispatchEvent.call(globalThis, new Event(isOnline ? 'online' : 'offline'))
  })
}

const CROSSING = `{ encode: ${encodeValue.toString()}, decode: ${decodeValue.toString()} }`
/** Frames in the page get neither bridge nor preload, nor does the empty document before the first one. */
const topFrameOnly = (source: string): string =>
  `(() => { if (self !== top || location.href === 'about:blank') return; ${source} })()`

/** Names that only the two scripts of one page know. */
export interface PageSecrets {
  toPage: string
  toPreload: string
  surroundings: string
}

export const mainWorldScript = ({ toPage, toPreload, surroundings }: PageSecrets): string =>
  topFrameOnly(
    `(${createBridgeSide.toString()})('${toPreload}', '${toPage}', ${CROSSING});
     (${pretendSurroundings.toString()})('${surroundings}')`,
  )

export const preloadWorldScript = (
  { toPage, toPreload, surroundings }: PageSecrets,
  preload: { path: string; source: string } | null,
): string =>
  topFrameOnly(`
    const crossing = ${CROSSING};
    const bridge = (${createBridgeSide.toString()})('${toPage}', '${toPreload}', crossing);
    const require = (${createPreloadRequire.toString()})(bridge, '${SEND_BINDING}', '${RECEIVE_FUNCTION}', crossing);
    globalThis.standInSurroundings = (state) =>
      document.dispatchEvent(new CustomEvent('${surroundings}', { detail: JSON.stringify(state) }));
    const module = { exports: {} };
    ((require, module, exports) => { ${preload?.source ?? ''}\n })(require, module, module.exports)
    //# sourceURL=${preload?.path ?? 'no-preload.js'}
  `)
