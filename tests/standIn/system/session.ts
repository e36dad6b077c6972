import { appIsReady, requireReady } from '../app/appEvents.ts'
import type { SessionEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, part } from '../machine/member.ts'
import { declareSchemes, forgetScheme, handlerOf, handleScheme, isDeclared } from '../pages/schemes.ts'

type PermissionRequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type PermissionCheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0]
type DisplayMediaHandler = Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0]

let requestHandler: PermissionRequestHandler = null
let checkHandler: PermissionCheckHandler = null
let deviceHandler: DeviceHandler = null
let displayMediaHandler: DisplayMediaHandler = null

const sessionProtocol = part<Electron.Protocol>('protocol', {
  handle: (scheme, handler) => {
    requireReady('protocol.handle')
    if (!isDeclared(scheme)) throw new Error(`The stand-in serves only declared schemes, and ${scheme} is none`)
    if (handlerOf(scheme) !== null) throw new Error('Failed to register protocol: ' + scheme)
    handleScheme(scheme, handler)
  },
  unhandle: (scheme) => {
    if (!forgetScheme(scheme)) throw new Error('Failed to unhandle protocol: ' + scheme)
  },
  isProtocolHandled: (scheme) => handlerOf(scheme) !== null,
  registerSchemesAsPrivileged: (schemes) => {
    if (appIsReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    declareSchemes(schemes)
  },
})
export const protocol = sessionProtocol

const { object, emit } = emittingPart<Electron.Session, SessionEvents>('session', {
  get protocol() {
    return sessionProtocol
  },
  get webRequest() {
    return webRequest
  },
  get storagePath() {
    return null
  },
  setPermissionRequestHandler: (handler) => {
    requestHandler = handler
  },
  setPermissionCheckHandler: (handler) => {
    checkHandler = handler
  },
  setDevicePermissionHandler: (handler) => {
    deviceHandler = handler
  },
  setDisplayMediaRequestHandler: (handler) => {
    displayMediaHandler = handler
  },
  setBluetoothPairingHandler: () => {},
  setUSBProtectedClassesHandler: () => {},
  setCertificateVerifyProc: () => {},
  setSpellCheckerEnabled: () => {},
  setSpellCheckerLanguages: () => {},
  setSpellCheckerDictionaryDownloadURL: () => {},
  setUserAgent: () => {},
  setProxy: () => Promise.resolve(),
  setCodeCachePath: () => {},
  setDownloadPath: () => {},
  isPersistent: () => true,
  isSpellCheckerEnabled: () => false,
  flushStorageData: () => {},
  clearCache: () => Promise.resolve(),
  clearStorageData: () => Promise.resolve(),
  closeAllConnections: () => Promise.resolve(),
})

/** Only recorded: the stand-in's pages reach nothing but the app's own schemes anyway. */
const webRequest = part<Electron.WebRequest>('webRequest', {
  onBeforeRequest: () => {},
  onBeforeSendHeaders: () => {},
  onHeadersReceived: () => {},
  onErrorOccurred: () => {},
})

export const defaultSession = (): Electron.Session => {
  requireReady('Session can only be received')
  return object
}

export const session = part<typeof Electron.Session>('session', {
  get defaultSession() {
    return defaultSession()
  },
})

type Permission = Parameters<NonNullable<PermissionRequestHandler>>[1]
const PAGE_DETAILS = { requestingUrl: 'dailies://app/', isMainFrame: true }

export interface PermissionAnswers {
  /** Null where the app has set no handler, which means yes in Electron. */
  request: boolean | null
  check: boolean | null
}

/** What the app says to a page that asks for this; both of Electron's handlers are asked. */
export const askPermission = async (
  contents: Electron.WebContents,
  permission: Permission,
): Promise<PermissionAnswers> => {
  const ask = requestHandler
  const request =
    ask === null ? null : await new Promise<boolean>((resolve) => ask(contents, permission, resolve, PAGE_DETAILS))
  const check = checkHandler?.(contents, permission, 'dailies://app', PAGE_DETAILS) ?? null
  return { request, check }
}

export const askDevice = (deviceType: 'hid' | 'serial' | 'usb'): boolean | null =>
  deviceHandler?.({ deviceType, origin: 'dailies://app', device: {} as never }) ?? null

/** Whether the app has an answer to a page that wants to film the screen. */
export const hasDisplayMediaHandler = (): boolean => displayMediaHandler !== null

/** A page starts a download; answers whether the app has let it go on. */
export const startDownload = (contents: Electron.WebContents, url: string): boolean => {
  let isCancelled = false
  const item = emittingPart<Electron.DownloadItem>('DownloadItem', {
    getURL: () => url,
    getFilename: () => url.split('/').at(-1) ?? '',
    cancel: () => {
      isCancelled = true
    },
    setSavePath: () => {},
  })
  const event = createEvent({})
  emit('will-download', event, item.object, contents, contents.mainFrame)
  return !event.defaultPrevented && !isCancelled
}
