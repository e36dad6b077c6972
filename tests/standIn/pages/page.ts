import { randomUUID } from 'node:crypto'
import type { CdpSession, Protocol } from './cdp.ts'
import type { Chromium } from './chromium.ts'
import {
  mainWorldScript,
  PRELOAD_WORLD,
  preloadWorldScript,
  RECEIVE_FUNCTION,
  SEND_BINDING,
  type PageSecrets,
  type Surroundings,
} from './pageScripts.ts'
import { toApp, toChromium } from './schemes.ts'

export interface FrameInfo {
  id: string
  parentId: string | null
  url: string
  name: string
}

export interface NavigationAsked {
  url: string
  isMainFrame: boolean
  frameId: string
  isRedirect: boolean
}

export interface PageHooks {
  /** Whether a navigation that the page itself wants may go on. */
  onNavigation(asked: NavigationAsked): boolean
  onWindowOpen(asked: { url: string; frameName: string; features: string }): void
  onFrames(frames: readonly FrameInfo[]): void
  /** The top frame has another document now. */
  onCommitted(url: string): void
  onDomReady(): void
  onLoaded(): void
  onNavigatedInPage(url: string, frameId: string): void
  onTitle(title: string): void
  /** From the preload of the top frame. */
  onMessage(text: string, frameId: string): void
  /** A new document's preload can be spoken to. */
  onPreload(): void
  /** An error on the console, an exception, or something that the content security policy has refused. */
  onFault(text: string): void
  onCrashed(): void
  onGone(): void
}

export interface Page {
  readonly targetId: string
  /** Resolves when the document is there; rejects with Chromium's own name of the error. */
  navigate(url: string): Promise<void>
  reload(): Promise<void>
  /** Into the preload's world. What is sent while there is no document is lost, as in Electron. */
  deliver(text: string): void
  pretend(surroundings: Surroundings): void
  resize(size: { width: number; height: number }): Promise<void>
  setColorScheme(scheme: 'dark' | 'light'): Promise<void>
  evaluate(code: string): Promise<unknown>
  /** Kills the renderer of this page, for real. */
  crash(): Promise<void>
  /** Runs the page's own handlers of leaving; `destroy` does not. */
  close(): Promise<void>
  destroy(): Promise<void>
}

export interface PageOptions {
  preload: { path: string; source: string } | null
  size: { width: number; height: number }
  colorScheme: 'dark' | 'light'
  userAgentSuffix: string
  locale: string
}

const watchFrames = (session: CdpSession, hooks: PageHooks): { frames: Map<string, FrameInfo>; top: () => string } => {
  const frames = new Map<string, FrameInfo>()
  let top = ''
  const tell = (): void => hooks.onFrames([...frames.values()])
  session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
    frames.set(frameId, { id: frameId, parentId: parentFrameId, url: '', name: '' })
    tell()
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    const url = toApp(frame.url + (frame.urlFragment ?? ''))
    frames.set(frame.id, { id: frame.id, parentId: frame.parentId ?? null, url, name: frame.name ?? '' })
    if (frame.parentId === undefined) top = frame.id
    tell()
    if (frame.parentId === undefined) hooks.onCommitted(url)
  })
  session.on('Page.frameDetached', ({ frameId }) => {
    frames.delete(frameId)
    tell()
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const frame = frames.get(frameId)
    if (frame) frames.set(frameId, { ...frame, url: toApp(url) })
    tell()
    hooks.onNavigatedInPage(toApp(url), frameId)
  })
  return { frames, top: () => top }
}

/** Which documents the app itself has asked for; everything else is the page's own wish. */
const watchNavigations = (session: CdpSession, hooks: PageHooks, topFrame: () => string) => {
  const asked: string[] = []
  const redirecting = new Set<string>()
  const isOurs = (url: string): boolean => {
    const index = asked.indexOf(url)
    if (index >= 0) asked.splice(index, 1)
    return index >= 0
  }
  session.on('Fetch.requestPaused', ({ requestId, request, frameId, networkId = requestId, redirectedRequestId }) => {
    const isRedirect = redirectedRequestId !== undefined
    const isMainFrame = frameId === topFrame()
    if (isRedirect) redirecting.add(networkId)
    const mayGoOn =
      isOurs(request.url) || hooks.onNavigation({ url: toApp(request.url), isMainFrame, frameId, isRedirect })
    const answer = mayGoOn
      ? session.send('Fetch.continueRequest', { requestId })
      : session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    // The page may be gone before it is answered.
    answer.catch(() => {})
  })
  return { expect: (url: string) => void asked.push(url) }
}

const watchPreload = (session: CdpSession, hooks: PageHooks, topFrame: () => string): (() => number | null) => {
  let context: { id: number; frameId: string } | null = null
  session.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
    const { frameId } = auxData as { frameId: string }
    if (name !== PRELOAD_WORLD || frameId !== topFrame()) return
    context = { id, frameId }
    hooks.onPreload()
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (context?.id === executionContextId) context = null
  })
  session.on('Runtime.executionContextsCleared', () => {
    context = null
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === SEND_BINDING && context?.id === executionContextId) hooks.onMessage(payload, context.frameId)
  })
  return () => context?.id ?? null
}

const watchFaults = (session: CdpSession, hooks: PageHooks): void => {
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type !== 'error' && type !== 'assert') return
    hooks.onFault(`console: ${args.map(({ value, description }) => String(value ?? description)).join(' ')}`)
  })
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
    hooks.onFault(`exception: ${failureOf(exceptionDetails).message}`),
  )
  session.on('Log.entryAdded', ({ entry: { level, text, url = '' } }) => {
    if (level === 'error') hooks.onFault(`log: ${text} ${url}`)
  })
}

const watchTitle = async ({ cdp }: Chromium, targetId: string, hooks: PageHooks): Promise<void> => {
  let title = ''
  cdp.browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
    // Before it has a title of its own, a page is called by its address.
    const isAddress = targetInfo.url.includes(targetInfo.title.split('/')[0] ?? '')
    if (targetInfo.targetId !== targetId || isAddress || targetInfo.title === title) return
    title = targetInfo.title
    hooks.onTitle(title)
  })
  await cdp.browser.send('Target.setDiscoverTargets', { discover: true })
}

/** Electron caches nothing of an app's own scheme. */
const disableCache = async (session: CdpSession): Promise<void> => {
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 })
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
}

const prepare = async (session: CdpSession, { preload, size, colorScheme, locale, userAgentSuffix }: PageOptions) => {
  const secrets: PageSecrets = { toPage: randomUUID(), toPreload: randomUUID(), surroundings: randomUUID() }
  const { userAgent } = await session.send('Browser.getVersion')
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Inspector.enable'),
    session.send('Log.enable'),
    disableCache(session),
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    session.send('Runtime.addBinding', { name: SEND_BINDING, executionContextName: PRELOAD_WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(secrets) }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(secrets, preload),
      worldName: PRELOAD_WORLD,
    }),
    session.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
    session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false }),
    session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: colorScheme }],
    }),
    session.send('Emulation.setUserAgentOverride', {
      userAgent: `${userAgent.replace('Headless', '')} ${userAgentSuffix}`,
      acceptLanguage: locale,
    }),
  ])
  await session.send('Runtime.runIfWaitingForDebugger')
}

const attach = async ({ cdp }: Chromium): Promise<{ targetId: string; sessionId: string; session: CdpSession }> => {
  const { targetId } = await cdp.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true })
  const { sessionId } = await cdp.browser.send('Target.attachToTarget', { targetId, flatten: true })
  return { targetId, sessionId, session: cdp.session(sessionId) }
}

/** A window that a page opens waits until the app has decided, and is never kept: only the app makes windows. */
const refusePopups = async ({ cdp }: Chromium, session: CdpSession): Promise<void> => {
  session.on('Target.attachedToTarget', ({ targetInfo: { type, targetId }, sessionId }) => {
    if (type === 'page') void cdp.browser.send('Target.closeTarget', { targetId })
    // Workers belong to the page.
    else void cdp.session(sessionId).send('Runtime.runIfWaitingForDebugger')
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}

const failureOf = (exception: Protocol.Runtime.ExceptionDetails): Error =>
  new Error(exception.exception?.description ?? exception.text)

export const openPage = async (chromium: Chromium, options: PageOptions, hooks: PageHooks): Promise<Page> => {
  const { targetId, sessionId, session } = await attach(chromium)
  const { top } = watchFrames(session, hooks)
  const navigations = watchNavigations(session, hooks, top)
  const preloadContext = watchPreload(session, hooks, top)
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
    hooks.onWindowOpen({ url: toApp(url), frameName: windowName, features: windowFeatures.join(',') }),
  )
  session.on('Page.domContentEventFired', hooks.onDomReady)
  session.on('Page.loadEventFired', hooks.onLoaded)
  session.on('Inspector.targetCrashed', hooks.onCrashed)
  chromium.cdp.browser.on('Target.detachedFromTarget', (gone) => {
    if (gone.sessionId === sessionId) hooks.onGone()
  })
  watchFaults(session, hooks)
  await watchTitle(chromium, targetId, hooks)
  await refusePopups(chromium, session)
  await prepare(session, options)

  const quietly = (answer: Promise<unknown>): void => void answer.catch(() => {})
  const inPreload = (expression: string): void => {
    const contextId = preloadContext()
    if (contextId !== null) quietly(session.send('Runtime.evaluate', { expression, contextId }))
  }
  return {
    targetId,
    navigate: async (url) => {
      navigations.expect(toChromium(url))
      const { errorText } = await session.send('Page.navigate', { url: toChromium(url) })
      if (errorText !== undefined) throw new Error(errorText)
    },
    reload: async () => {
      const { frameTree } = await session.send('Page.getFrameTree')
      navigations.expect(frameTree.frame.url)
      await session.send('Page.reload')
    },
    deliver: (text) => inPreload(`${RECEIVE_FUNCTION}(${JSON.stringify(text)})`),
    pretend: (surroundings) => inPreload(`standInSurroundings(${JSON.stringify(surroundings)})`),
    resize: async (size) => {
      await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
    },
    setColorScheme: async (value) => {
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    },
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      })
      if (exceptionDetails) throw failureOf(exceptionDetails)
      return result.value as unknown
    },
    // It never answers: the one who would is gone.
    crash: async () => quietly(session.send('Page.crash')),
    close: async () => quietly(session.send('Page.close')),
    destroy: async () => {
      await chromium.cdp.browser.send('Target.closeTarget', { targetId }).catch(() => {})
    },
  }
}
