import type { WebContents, WebFrameMain } from 'electron'
import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../../../../electron/core/security/trustedFrame.ts'
import { readSender } from '../../../../electron/desktop/ipc/sender.ts'

const contentsWith = (changes: Partial<Record<'isDestroyed' | 'isCrashed', () => boolean>> = {}): WebContents =>
  ({ isDestroyed: () => false, isCrashed: () => false, ...changes }) as WebContents

const frameWith = (changes: Partial<Record<keyof WebFrameMain, unknown>> = {}): WebFrameMain =>
  ({
    url: 'dailies://app/',
    origin: 'dailies://app',
    parent: null,
    detached: false,
    isDestroyed: () => false,
    ...changes,
  }) as WebFrameMain

const isOurs = (): boolean => true

describe('readSender', () => {
  it('reads the page of a window of ours', () => {
    const sender = readSender({ sender: contentsWith(), senderFrame: frameWith() }, isOurs)
    expect(sender).toEqual({
      isManaged: true,
      isAlive: true,
      frame: { url: 'dailies://app/', origin: 'dailies://app', isTop: true },
    })
    expect(isTrustedSender(sender)).toBe(true)
  })

  it.each<[string, { sender: WebContents; senderFrame: WebFrameMain | null }]>([
    ['a frame that is gone', { sender: contentsWith(), senderFrame: null }],
    ['a frame inside the page', { sender: contentsWith(), senderFrame: frameWith({ parent: frameWith() }) }],
    ['a frame that was taken out', { sender: contentsWith(), senderFrame: frameWith({ detached: true }) }],
    ['a frame that has ended', { sender: contentsWith(), senderFrame: frameWith({ isDestroyed: () => true }) }],
    ['a page that crashed', { sender: contentsWith({ isCrashed: () => true }), senderFrame: frameWith() }],
    ['a page that has ended', { sender: contentsWith({ isDestroyed: () => true }), senderFrame: frameWith() }],
  ])('does not make %s out to be trusted', (_what, event) => {
    expect(isTrustedSender(readSender(event, isOurs))).toBe(false)
  })

  it('knows nobody from another window', () => {
    const event = { sender: contentsWith(), senderFrame: frameWith() }
    expect(isTrustedSender(readSender(event, () => false))).toBe(false)
  })

  it.each(['senderFrame', 'url', 'origin', 'parent'] as const)(
    'takes a frame for nobody when reading its %s throws, as Electron does for one it has let go of',
    (part) => {
      const gone = (): never => {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      }
      const frame = frameWith()
      const event = { sender: contentsWith(), senderFrame: frame }
      Object.defineProperty(part === 'senderFrame' ? event : frame, part, { get: gone })
      expect(readSender(event, isOurs).frame).toBeNull()
    },
  )
})
