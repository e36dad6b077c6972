import { part, type PreventableEvent } from '../machine/member.ts'
import type { FrameInfo } from '../pages/page.ts'

/** The frames of one window, as the app sees them. */
export interface FrameTree {
  main(): Electron.WebFrameMain
  byId(id: string): Electron.WebFrameMain | null
  update(frames: readonly FrameInfo[]): void
  /** The document has been replaced by one of another renderer, or there is none any more. */
  detachAll(): void
}

export const originOf = (url: string): string => {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? []
  return scheme === '' ? 'null' : `${scheme.toLowerCase()}://${host}`
}

interface LiveFrame {
  info: FrameInfo
  isDetached: boolean
  object: Electron.WebFrameMain
}

const BEFORE_FIRST: FrameInfo = { id: '', parentId: null, url: '', name: '' }

export const createFrameTree = (
  contentsId: number,
  send: (channel: string, ...args: unknown[]) => void,
  run: (code: string) => Promise<unknown>,
): FrameTree => {
  const live = new Map<string, LiveFrame>()
  let lastRoutingId = 0

  const create = (info: FrameInfo): LiveFrame => {
    const routingId = (lastRoutingId += 1)
    const of = (id: string | null): Electron.WebFrameMain | null =>
      id === null ? null : (live.get(id)?.object ?? null)
    const isTop = info.parentId === null
    const frame: LiveFrame = {
      info,
      isDetached: false,
      object: part<Electron.WebFrameMain>(
        'WebFrameMain',
        {
          get url() {
            return frame.info.url
          },
          get origin() {
            return originOf(frame.info.url)
          },
          get name() {
            return frame.info.name
          },
          get parent() {
            return of(frame.info.parentId)
          },
          get top() {
            return frame.isDetached ? null : main()
          },
          get frames() {
            return [...live.values()].filter((one) => one.info.parentId === frame.info.id).map(({ object }) => object)
          },
          get detached() {
            return frame.isDetached
          },
          routingId,
          processId: contentsId,
          osProcessId: process.pid,
          frameTreeNodeId: routingId,
          isDestroyed: () => frame.isDetached,
          send: (channel, ...args) => (isTop ? send(channel, ...(args as unknown[])) : undefined),
          executeJavaScript: (code) => run(code),
        },
        () => `[WebFrameMain ${frame.info.url}]`,
      ),
    }
    return frame
  }
  let top = create(BEFORE_FIRST)
  const main = (): Electron.WebFrameMain => top.object

  const detach = (frame: LiveFrame): void => {
    frame.isDetached = true
    live.delete(frame.info.id)
  }
  return {
    main,
    byId: (id) => live.get(id)?.object ?? null,
    update: (frames) => {
      for (const frame of live.values()) if (!frames.some(({ id }) => id === frame.info.id)) detach(frame)
      for (const info of frames) {
        const known = live.get(info.id)
        if (known) known.info = info
        else if (info.parentId === null && top.info.id === '') {
          top.info = info
          live.set(info.id, top)
        } else {
          const made = create(info)
          live.set(info.id, made)
          if (info.parentId === null) top = made
        }
      }
    },
    detachAll: () => {
      for (const frame of live.values()) detach(frame)
      top.isDetached = true
      top = create(BEFORE_FIRST)
    },
  }
}

export interface IpcEventParts {
  sender: Electron.WebContents
  senderFrame: Electron.WebFrameMain | null
}

/** What `ipcMain` tells a listener of who speaks. */
export const describeSender = ({ sender, senderFrame }: IpcEventParts) => ({
  type: 'frame' as const,
  sender,
  senderFrame,
  processId: senderFrame?.processId ?? sender.id,
  frameId: senderFrame?.routingId ?? 0,
})

export type { PreventableEvent }
