import { describe, expect, it, vi } from 'vitest'
import { reconnectDelayMs } from '../../../renderer/src/bridge/backoff.ts'
import { createDesktopBridge } from '../../../renderer/src/bridge/desktopBridge.ts'
import { takeTokenFromAddress, tokenInFragment } from '../../../renderer/src/bridge/session.ts'
import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { ShellEvent } from '../../../shared/shell/shellContract.ts'

describe('the token in the address', () => {
  it('is found only where it is', () => {
    expect(tokenInFragment('#token=a-b_c')).toBe('a-b_c')
    expect(['', '#', '#token=', '#other=1', '#take/1'].map(tokenInFragment)).toEqual([null, null, null, null, null])
  })

  it('is gone from address and history as soon as it is taken', () => {
    const history = { replaceState: vi.fn(), state: null }
    expect(takeTokenFromAddress({ hash: '#token=secret', pathname: '/', search: '?x=1' }, history)).toBe('secret')
    expect(history.replaceState).toHaveBeenCalledWith(null, '', '/?x=1')
  })

  it('leaves an address without a token alone', () => {
    const history = { replaceState: vi.fn(), state: null }
    expect(takeTokenFromAddress({ hash: '#library', pathname: '/', search: '' }, history)).toBeNull()
    expect(history.replaceState).not.toHaveBeenCalled()
  })
})

describe('reconnectDelayMs', () => {
  it('grows with each attempt up to five seconds and never hammers', () => {
    const latest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => reconnectDelayMs(attempt, () => 0.999999))
    expect(latest).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(reconnectDelayMs(9, () => 0)).toBe(100)
  })
})

describe('the bridge in the desktop window', () => {
  it('is live from the start, hands on events, and turns a rejected call into a value', async () => {
    let emit: (event: HostEvent) => void = () => {}
    const unsubscribe = vi.fn()
    const bridge = createDesktopBridge({
      request: (route) =>
        route === 'queue.state' ? Promise.resolve({ ok: true, data: 1 }) : Promise.reject(new Error('no handler')),
      on: (listener) => {
        emit = listener
        return unsubscribe
      },
    })
    const onQueue = vi.fn()
    bridge.on('accounts.changed', onQueue)
    bridge.start()
    emit({ type: 'accounts.changed', data: { accountId: 'a' } })
    expect(bridge.connection()).toBe('live')
    expect(onQueue).toHaveBeenCalledWith({ accountId: 'a' })
    expect(await bridge.request('queue.state', {})).toEqual({ ok: true, data: 1 })
    expect(await bridge.request('app.info', {})).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    bridge.stop()
    expect(unsubscribe).toHaveBeenCalledOnce()
  })

  const openCounted = () => {
    const listeners = new Set<(event: HostEvent | ShellEvent) => void>()
    const request = vi.fn(async () => ({ ok: true as const, data: {} }))
    const bridge = createDesktopBridge({
      request,
      on: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    })
    return { bridge, request, listeners, emit: (event: HostEvent | ShellEvent) => listeners.forEach((to) => to(event)) }
  }

  it('brings what the shell says over the same two ways as the host', async () => {
    const { bridge, emit, request } = openCounted()
    const [onOpen, onAccounts] = [vi.fn(), vi.fn()]
    bridge.shell?.on('shell.open', onOpen)
    bridge.on('accounts.changed', onAccounts)
    bridge.start()
    emit({ type: 'shell.open', data: { jobId: 'job_1', isPlayed: true } })
    expect(onOpen).toHaveBeenCalledExactlyOnceWith({ jobId: 'job_1', isPlayed: true })
    expect(onAccounts).not.toHaveBeenCalled()
    await bridge.shell?.request('shell.setTheme', { theme: 'dark' })
    expect(request).toHaveBeenCalledWith('shell.setTheme', { theme: 'dark' })
  })

  it('listens once however often it is started, and says that it is live once', () => {
    const { bridge, listeners, emit } = openCounted()
    const [onLive, onRun] = [vi.fn(), vi.fn()]
    bridge.onConnection(onLive)
    bridge.shell?.on('shell.run', onRun)
    bridge.start()
    bridge.start()
    expect(listeners.size).toBe(1)
    expect(onLive).toHaveBeenCalledOnce()
    emit({ type: 'shell.run', data: { commandId: 'goQueue' } })
    expect(onRun).toHaveBeenCalledOnce()
    bridge.stop()
    expect(listeners.size).toBe(0)
    bridge.start()
    expect(listeners.size).toBe(1)
  })
})
