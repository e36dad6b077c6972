import type { ContentsEvents } from '../machine/eventShapes.ts'
import { createEvent, lacks, type Emit } from '../machine/member.ts'
import { recordFault } from '../machine/records.ts'
import type { NavigationAsked, PageHooks } from '../pages/page.ts'
import { settleLoads, type ContentsState } from './contentsState.ts'
import type { IpcEventParts } from './frames.ts'
import { ipcMainHub, type IpcHub } from './ipcMain.ts'

export interface ContentsListeners {
  /** To those who listen to `webContents`. */
  emit: Emit<ContentsEvents>
  /** To the window itself, which has some of these events too. */
  onTitle(title: string): void
  onFirstPaint(): void
  onPreload(): void
  onRendererGone(details: Electron.RenderProcessGoneDetails): void
  onPageClosed(): void
}

interface PreloadNote {
  kind: 'invoke' | 'send'
  id: number
  channel: string
  payload: string
}

const decideNavigation = (
  { url, isMainFrame, frameId, isRedirect }: NavigationAsked,
  state: ContentsState,
  emit: ContentsListeners['emit'],
): boolean => {
  const frame = state.frames.byId(frameId)
  const event = createEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: frame })
  const rest = [url, false, isMainFrame, state.id, frame?.routingId ?? 0] as const
  if (isRedirect) emit('will-redirect', event, ...rest)
  else {
    emit('will-frame-navigate', event)
    if (isMainFrame && !event.defaultPrevented) emit('will-navigate', event, ...rest)
  }
  return !event.defaultPrevented
}

const decideOpening = (asked: Parameters<PageHooks['onWindowOpen']>[0], state: ContentsState): void => {
  const { openHandler } = state
  const answer = openHandler?.({
    ...asked,
    disposition: asked.features === '' ? 'foreground-tab' : 'new-window',
    referrer: { url: state.url, policy: 'strict-origin-when-cross-origin' },
  })
  if (answer === undefined) recordFault(`A page opened ${asked.url}, and nobody has decided whether it may`)
  else if (answer.action !== 'deny') lacks('windows that a page opens by itself')
}

/** Carries what the preload says to `webContents.ipc` and `ipcMain`, and the answers back. */
const passMessage = async (
  text: string,
  from: IpcEventParts,
  own: IpcHub,
  deliver: (note: object) => void,
): Promise<void> => {
  const { kind, id, channel, payload } = JSON.parse(text) as PreloadNote
  if (kind === 'send') {
    const reply = (): never => lacks('event.reply')
    for (const hub of [own, ipcMainHub]) hub.tell(from, channel, payload, reply)
    return
  }
  const answer = await (own.has(channel) ? own : ipcMainHub).invoke(from, channel, payload)
  deliver({
    id,
    channel,
    error: 'error' in answer ? answer.error : null,
    payload: 'payload' in answer ? answer.payload : '',
  })
}

const CRASHED: Electron.RenderProcessGoneDetails = { reason: 'crashed', exitCode: 11 }

/** What happens in the page, told as Electron tells it. */
export const createPageHooks = (
  state: ContentsState,
  sender: () => Electron.WebContents,
  own: IpcHub,
  { emit, onTitle, onFirstPaint, onPreload, onRendererGone, onPageClosed }: ContentsListeners,
): PageHooks => {
  const deliver = (note: object): void =>
    void state.page.then((page) => page?.deliver(JSON.stringify(note))).catch(() => {})
  return {
    onNavigation: (asked) => decideNavigation(asked, state, emit),
    onWindowOpen: (asked) => decideOpening(asked, state),
    onFrames: (frames) => state.frames.update(frames),
    onCommitted: (url) => {
      if (url === 'about:blank') return
      state.url = url
      state.isLoading = true
      emit('did-start-loading')
      emit('did-navigate', createEvent({}), url, 200, 'OK')
    },
    onDomReady: () => {
      if (state.url === '') return
      emit('dom-ready')
      if (!state.hasShown) {
        state.hasShown = true
        onFirstPaint()
      }
    },
    onLoaded: () => {
      if (state.url === '') return
      state.isLoading = false
      emit('did-finish-load')
      emit('did-stop-loading')
      settleLoads(state, null)
    },
    onNavigatedInPage: (url, frameId) => {
      const isMainFrame = state.frames.byId(frameId) === state.frames.main()
      if (isMainFrame) state.url = url
      emit('did-navigate-in-page', createEvent({}), url, isMainFrame, state.id, 1)
    },
    onTitle,
    onPreload,
    onFault: (text) => recordFault(`In the page: ${text}`),
    onMessage: (text, frameId) => {
      const from = { sender: sender(), senderFrame: state.frames.byId(frameId) }
      void passMessage(text, from, own, deliver)
    },
    onCrashed: () => {
      state.isCrashed = true
      state.frames.detachAll()
      emit('render-process-gone', createEvent({}), CRASHED)
      onRendererGone(CRASHED)
    },
    onGone: onPageClosed,
  }
}
