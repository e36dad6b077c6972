import type { ContentsEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, lacks, part } from '../machine/member.ts'
import { recordMessage } from '../machine/records.ts'
import type { Page } from '../pages/page.ts'
import { defaultSession } from '../system/session.ts'
import { createPageHooks, type ContentsListeners } from './contentsEvents.ts'
import { settleLoads, type ContentsState } from './contentsState.ts'
import { createFrameTree } from './frames.ts'
import { createIpcHub, encodeForCrossing } from './ipcMain.ts'
import { openContentsPage } from './pageOfContents.ts'

export interface Contents {
  object: Electron.WebContents
  state: ContentsState
  /** For what the window and the driver do to the page. */
  withPage(act: (page: Page) => unknown): void
  currentPage(): Promise<Page | null>
  destroy(): void
}

export interface ContentsOptions {
  preloadPath: string | undefined
  size(): { width: number; height: number }
  listeners: Omit<ContentsListeners, 'emit' | 'onPageClosed'>
  onClosed(): void
  close(): void
  owner(): Electron.BrowserWindow
}

const all = new Map<number, Contents>()
let lastId = 0

const loadError = (url: string, error: unknown): Error => {
  const name = error instanceof Error ? error.message.replace(/^net::/, '') : String(error)
  return Object.assign(new Error(`${name} (-2) loading '${url}'`), { code: name, errno: -2, url })
}

const createState = (send: Electron.WebContents['send'], run: (code: string) => Promise<unknown>): ContentsState => {
  const id = (lastId += 1)
  return {
    id,
    page: Promise.resolve(null),
    url: '',
    title: '',
    isLoading: false,
    isCrashed: false,
    isDestroyed: false,
    hasShown: false,
    openHandler: null,
    frames: createFrameTree(id, send, run),
    loads: [],
  }
}

export const createContents = (options: ContentsOptions): Contents => {
  const send = (channel: string, ...args: unknown[]): void => {
    if (state.isDestroyed) throw new TypeError('Object has been destroyed')
    const payload = encodeForCrossing(args)
    recordMessage({ direction: 'to page', channel, payload })
    withPage((page) => page.deliver(JSON.stringify({ id: null, channel, error: null, payload })))
  }
  const run = async (code: string): Promise<unknown> => (await state.page)?.evaluate(code)
  const state = createState(send, run)
  const own = createIpcHub('webContents.ipc')
  const { object, emit } = emittingPart<Electron.WebContents, ContentsEvents>(
    'webContents',
    contentsMembers(),
    () => `[WebContents ${state.id}]`,
  )

  const withPage = (act: (page: Page) => unknown): void => {
    void state.page
      .then((page) => (page === null || state.isDestroyed ? undefined : act(page)))
      .catch((error: unknown) => {
        if (!state.isDestroyed && !state.isCrashed) throw error
      })
  }
  const openNewPage = (): void => {
    const onPageClosed = (): void => {
      // The dead one of a crash is closed by us.
      if (state.page === opened) options.onClosed()
    }
    const hooks = createPageHooks(state, () => object, own, { ...options.listeners, emit, onPageClosed })
    const opened = openContentsPage(options.preloadPath, options.size(), hooks)
    opened.catch(() => {})
    state.page = opened
  }
  openNewPage()

  /** A crashed renderer stays dead; the same contents get another one. */
  const revive = (): void => {
    if (!state.isCrashed) return
    void state.page.then((page) => page?.destroy()).catch(() => {})
    state.isCrashed = false
    openNewPage()
  }
  const load = async (url: string, go: (page: Page) => Promise<void>): Promise<void> => {
    revive()
    state.isLoading = true
    const loaded = new Promise<void>((resolve, reject) => state.loads.push({ resolve, reject }))
    // It may end while the page is still being made, when nobody waits for it yet.
    loaded.catch(() => {})
    try {
      const page = await state.page
      if (page === null) {
        state.url = url
        return settleLoads(state, null)
      }
      await go(page)
    } catch (error) {
      state.isLoading = false
      const failure = loadError(url, error)
      emit('did-fail-load', createEvent({}), -2, failure.message, url, true, state.id, 1)
      settleLoads(state, failure)
    }
    return await loaded
  }

  function contentsMembers(): Partial<Electron.WebContents> {
    return {
      get id() {
        return state.id
      },
      get mainFrame() {
        return state.frames.main()
      },
      get session() {
        return defaultSession()
      },
      get ipc() {
        return own.object
      },
      get zoomFactor() {
        return 1
      },
      get navigationHistory() {
        return history
      },
      loadURL: (url) => load(url, (page) => page.navigate(url)),
      reload: () => void load(state.url, reloadOrLoad(state.isCrashed)).catch(() => {}),
      reloadIgnoringCache: () => void load(state.url, reloadOrLoad(state.isCrashed)).catch(() => {}),
      send,
      executeJavaScript: (code) => run(code),
      getURL: () => state.url,
      getTitle: () => state.title,
      getType: () => 'window',
      getProcessId: () => state.id,
      getOSProcessId: () => process.pid,
      isDestroyed: () => state.isDestroyed,
      isCrashed: () => state.isCrashed,
      isLoading: () => state.isLoading,
      isLoadingMainFrame: () => state.isLoading,
      isFocused: () => options.owner().isFocused(),
      isDevToolsOpened: () => false,
      openDevTools: () => {},
      closeDevTools: () => {},
      focus: () => {},
      setWindowOpenHandler: (handler) => {
        state.openHandler = handler
      },
      setVisualZoomLevelLimits: () => Promise.resolve(),
      setZoomFactor: () => {},
      setZoomLevel: () => {},
      getZoomFactor: () => 1,
      getZoomLevel: () => 0,
      setBackgroundThrottling: () => {},
      setUserAgent: () => {},
      setWebRTCIPHandlingPolicy: () => {},
      startDrag: checkDrag,
      undo: () => {},
      redo: () => {},
      cut: () => {},
      copy: () => {},
      paste: () => {},
      selectAll: () => {},
      forcefullyCrashRenderer: () => withPage((page) => page.crash()),
      close: () => options.close(),
    }
  }
  const reloadOrLoad =
    (wasCrashed: boolean) =>
    (page: Page): Promise<void> =>
      wasCrashed ? page.navigate(state.url) : page.reload()
  const history = part<Electron.NavigationHistory>('navigationHistory', {
    clear: () => {},
    canGoBack: () => false,
    canGoForward: () => false,
  })

  const contents: Contents = {
    object,
    state,
    withPage,
    currentPage: () => state.page,
    destroy: () => {
      if (state.isDestroyed) return
      void state.page.then((page) => page?.destroy()).catch(() => {})
      state.isDestroyed = true
      state.frames.detachAll()
      settleLoads(state, new Error('ERR_FAILED (-2): the window is gone'))
      all.delete(state.id)
      emit('destroyed')
    },
  }
  all.set(state.id, contents)
  return contents
}

/** What Electron demands of a drag: without a picture it throws. */
const checkDrag: Electron.WebContents['startDrag'] = ({ file, files = [], icon }) => {
  if (file === '' && files.length === 0) throw new Error("Must specify either 'file' or 'files' option")
  if (typeof icon !== 'string' && icon.isEmpty()) throw new Error("Must specify non-empty 'icon' option")
}

export const contentsOf = (object: Electron.WebContents): Contents | null =>
  [...all.values()].find((one) => one.object === object) ?? null

export const webContents = part<typeof Electron.WebContents>('webContents', {
  getAllWebContents: () => [...all.values()].map(({ object }) => object),
  getFocusedWebContents: () => [...all.values()].find(({ object }) => object.isFocused())?.object ?? null,
  fromId: (id) => all.get(id)?.object,
  fromFrame: (frame) => [...all.values()].find(({ state }) => state.frames.main() === frame)?.object,
  fromDevToolsTargetId: () => lacks('webContents.fromDevToolsTargetId'),
})
