import { primaryWorkArea } from '../system/screen.ts'

/** A window's place and state, as the system keeps them. */
export interface WindowState {
  bounds: Electron.Rectangle
  isVisible: boolean
  isMinimized: boolean
  isMaximized: boolean
  isFullScreen: boolean
  title: string
  backgroundColor: string
  progress: number
  overlay: string | null
  minimumSize: [number, number]
}

const DEFAULT_SIZE = { width: 800, height: 600 }

/** Centred on the primary display where no place was asked for. */
export const initialState = (options: Electron.BrowserWindowConstructorOptions): WindowState => {
  const area = primaryWorkArea()
  const { width = DEFAULT_SIZE.width, height = DEFAULT_SIZE.height } = options
  const x = options.x ?? Math.round(area.x + (area.width - width) / 2)
  const y = options.y ?? Math.round(area.y + (area.height - height) / 2)
  return {
    bounds: { x, y, width, height },
    isVisible: false,
    isMinimized: false,
    isMaximized: false,
    isFullScreen: options.fullscreen === true,
    title: options.title ?? 'Electron',
    backgroundColor: options.backgroundColor ?? '#FFFFFF',
    progress: -1,
    overlay: null,
    minimumSize: [options.minWidth ?? 0, options.minHeight ?? 0],
  }
}

/** Where the window is at the moment; `bounds` stay those it comes back to. */
export const presentBounds = (state: WindowState): Electron.Rectangle =>
  state.isMaximized || state.isFullScreen ? { ...primaryWorkArea() } : { ...state.bounds }

/** Options that Electron knows, checked here because a misspelt one is silently ignored by it. */
export const KNOWN_OPTIONS: ReadonlySet<string> = new Set<keyof Electron.BrowserWindowConstructorOptions>([
  'accentColor',
  'acceptFirstMouse',
  'alwaysOnTop',
  'autoHideMenuBar',
  'backgroundColor',
  'backgroundMaterial',
  'center',
  'closable',
  'darkTheme',
  'frame',
  'fullscreen',
  'fullscreenable',
  'hasShadow',
  'height',
  'icon',
  'maxHeight',
  'maximizable',
  'maxWidth',
  'minHeight',
  'minimizable',
  'minWidth',
  'movable',
  'paintWhenInitiallyHidden',
  'resizable',
  'roundedCorners',
  'show',
  'skipTaskbar',
  'title',
  'titleBarOverlay',
  'titleBarStyle',
  'trafficLightPosition',
  'useContentSize',
  'vibrancy',
  'visualEffectState',
  'webPreferences',
  'width',
  'x',
  'y',
])

export const KNOWN_PREFERENCES: ReadonlySet<string> = new Set<keyof Electron.WebPreferences>([
  'allowRunningInsecureContent',
  'autoplayPolicy',
  'backgroundThrottling',
  'contextIsolation',
  'defaultEncoding',
  'devTools',
  'disableBlinkFeatures',
  'disableDialogs',
  'disableHtmlFullscreenWindowResize',
  'enableBlinkFeatures',
  'enableWebSQL',
  'experimentalFeatures',
  'images',
  'javascript',
  'navigateOnDragDrop',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'plugins',
  'preload',
  'safeDialogs',
  'sandbox',
  'scrollBounce',
  'spellcheck',
  'textAreasAreResizable',
  'v8CacheOptions',
  'webgl',
  'webSecurity',
  'webviewTag',
  'zoomFactor',
])
