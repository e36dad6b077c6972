import { describe, expect, it } from 'vitest'
import type { Router } from '../../../../electron/core/ipc/router.ts'
import { APP_ORIGIN, type Sender } from '../../../../electron/core/security/trustedFrame.ts'
import { createRequestGate } from '../../../../electron/desktop/ipc/requestGate.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

const OURS: Sender = {
  isManaged: true,
  isAlive: true,
  frame: { url: 'dailies://app/', origin: APP_ORIGIN, isTop: true },
}

const openGate = () => {
  const asked: [door: string, route: string, input: unknown][] = []
  const door =
    (name: string): Router =>
    async (route, input) => {
      asked.push([name, route, input])
      return { ok: true, data: name }
    }
  const logger = createMemoryLogger()
  return { gate: createRequestGate({ host: door('host'), shell: door('shell'), logger }), asked, logger }
}

/** A message that fails the test as soon as anybody looks into it. */
const untouchable = new Proxy(
  {},
  {
    get: () => expect.unreachable('the message was looked at'),
    ownKeys: () => expect.unreachable('the message was looked at'),
    getPrototypeOf: () => expect.unreachable('the message was looked at'),
  },
)

describe('the gate before every request', () => {
  it('lets the window through: shell routes to the shell, everything else to the host', async () => {
    const { gate, asked } = openGate()
    expect(await gate(OURS, 'jobs.get', { jobId: 'a' })).toEqual({ ok: true, data: 'host' })
    expect(await gate(OURS, 'shell.state', {})).toEqual({ ok: true, data: 'shell' })
    expect(await gate(OURS, 'shellx', {})).toEqual({ ok: true, data: 'host' })
    expect(asked.map(([door]) => door)).toEqual(['host', 'shell', 'host'])
  })

  it.each<[string, Sender]>([
    ['a window that is not ours', { ...OURS, isManaged: false }],
    ['a page that crashed', { ...OURS, isAlive: false }],
    ['a frame that is gone', { ...OURS, frame: null }],
    ['a frame inside the page', { ...OURS, frame: { url: 'dailies://app/', origin: APP_ORIGIN, isTop: false } }],
    ['another origin', { ...OURS, frame: { url: 'https://app/', origin: 'https://app', isTop: true } }],
    ['a sandboxed copy of ours', { ...OURS, frame: { url: 'dailies://app/', origin: 'null', isTop: true } }],
    ['a blob of ours', { ...OURS, frame: { url: 'blob:dailies://app/1', origin: APP_ORIGIN, isTop: true } }],
  ])('refuses %s before anything of the message is looked at', async (_who, sender) => {
    const { gate, asked } = openGate()
    const answer = await gate(sender, untouchable, untouchable)
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(asked).toEqual([])
  })

  it('says in the log that it refused, without the address, and not endlessly', async () => {
    const { gate, logger } = openGate()
    const frame = { url: 'https://evil.example/?secret=1', origin: 'https://evil.example', isTop: true }
    for (let n = 0; n < 1000; n++) await gate({ ...OURS, frame }, 'jobs.get', {})
    expect(logger.lines).toHaveLength(20)
    expect(JSON.stringify(logger.lines)).toContain('https://evil.example')
    expect(JSON.stringify(logger.lines)).not.toContain('secret')
  })

  it.each([[undefined], [null], [7], [{}], ['x'.repeat(101)]])('refuses %j as a route', async (route) => {
    const { gate, asked } = openGate()
    expect(await gate(OURS, route, {})).toMatchObject({ ok: false, error: { code: 'bad_request' } })
    expect(asked).toEqual([])
  })

  it('refuses what is larger than the server door would take, by route', async () => {
    const { gate, asked } = openGate()
    const input = { base64: 'A'.repeat(2 * 1024 * 1024) }
    expect(await gate(OURS, 'jobs.get', input)).toEqual({
      ok: false,
      error: { code: 'too_large', message: 'The request may hold at most 1 MiB.' },
    })
    expect(await gate(OURS, 'references.create', input)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(1)
  })

  it('refuses what JSON does not know', async () => {
    const { gate, asked } = openGate()
    expect(await gate(OURS, 'jobs.get', { jobId: new Map() })).toMatchObject({ error: { code: 'bad_request' } })
    expect(asked).toEqual([])
  })
})
