import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A screen, as far as a test cares. The first one is the primary one. */
export interface DisplayOptions {
  x: number
  y: number
  width: number
  height: number
  scaleFactor?: number
}

/** What machine the app believes to run on. Handed over by the driver in the environment, as JSON. */
export interface StandInOptions {
  platform: NodeJS.Platform
  displays: DisplayOptions[]
  keychain: 'works' | 'none'
  /** `none`: windows are only recorded, so that a start can be measured without the browser. */
  pages: 'chromium' | 'none'
  /** What belongs to the machine and not to the app: its keychain, its folders, what it remembers of the app. */
  systemDir: string
  chromium: { path: string; args: string[] }
  locale: string
  /** Whether the machine has a notification centre. */
  hasNotifications: boolean
  /** Whether the app believes to be installed and not run from its sources. */
  isPackaged: boolean
  /** What the fake `electron-updater` finds; null for nothing new. */
  update: UpdateOnOffer | null
}

export interface UpdateOnOffer {
  version: string
  notes: string
  /** Where it goes wrong, as with the real one. */
  failsAt?: 'check' | 'download' | 'install'
}

export const STAND_IN_OPTIONS = 'STAND_IN'

export const DEFAULT_DISPLAYS: DisplayOptions[] = [{ x: 0, y: 0, width: 1920, height: 1080 }]

const defaults = (): StandInOptions => ({
  platform: process.platform,
  displays: DEFAULT_DISPLAYS,
  keychain: 'works',
  pages: process.env.STAND_IN_PAGES === 'none' ? 'none' : 'chromium',
  systemDir: join(tmpdir(), 'dailies-stand-in-system'),
  chromium: { path: process.env.DAILIES_CHROMIUM ?? '/usr/bin/chromium', args: [] },
  locale: 'en-GB',
  hasNotifications: true,
  isPackaged: false,
  update: null,
})

export const options: StandInOptions = {
  ...defaults(),
  ...(JSON.parse(process.env[STAND_IN_OPTIONS] ?? '{}') as Partial<StandInOptions>),
}
