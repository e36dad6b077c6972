import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }
type Methods = Protocol.CommandParameters
type Answers = Protocol.CommandReturnValues
type Events = Protocol.Events

/** One target's side of the connection; the browser's own without a session id. */
export interface CdpSession {
  send<M extends keyof Methods & keyof Answers>(method: M, params?: Methods[M]): Promise<Answers[M]>
  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void
}

export interface Cdp {
  browser: CdpSession
  session(sessionId: string): CdpSession
  /** What is still waited for is rejected. */
  end(): void
}

interface Message {
  id?: number
  sessionId?: string
  method?: string
  params?: never
  result?: never
  error?: { message: string }
}

/** Chromium's DevTools protocol over its pipe: JSON texts, each ended by a zero byte. */
export const createCdp = (toChromium: Writable, fromChromium: Readable): Cdp => {
  const waiting = new Map<number, { method: string; resolve(result: never): void; reject(error: Error): void }>()
  const listeners = new Map<string, ((params: never) => void)[]>()
  let lastId = 0
  let hasEnded = false

  const take = (text: string): void => {
    const { id, sessionId = '', method = '', params, result, error } = JSON.parse(text) as Message
    if (id === undefined) {
      for (const listener of listeners.get(`${sessionId} ${method}`) ?? []) listener(params as never)
      return
    }
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(`${one.method}: ${error.message}`))
    else one?.resolve(result as never)
  }
  let rest = Buffer.alloc(0)
  fromChromium.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = rest.toString('utf8', 0, end)
      rest = rest.subarray(end + 1)
      take(text)
    }
  })

  const session = (sessionId: string): CdpSession => ({
    send: (method, params) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(new Error(`${method}: the browser is gone.`))
        const id = (lastId += 1)
        waiting.set(id, { method, resolve, reject })
        const address = sessionId === '' ? {} : { sessionId }
        toChromium.write(`${JSON.stringify({ id, method, params, ...address })}\0`)
      }),
    on: (event, listener) => {
      const key = `${sessionId} ${event}`
      listeners.set(key, [...(listeners.get(key) ?? []), listener])
    },
  })
  return {
    browser: session(''),
    session,
    end: () => {
      hasEnded = true
      for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser is gone.`))
      waiting.clear()
    },
  }
}
