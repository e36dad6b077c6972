import { describe, expect, it } from 'vitest'
import { defaultDataDir, defaultVideosDir } from '../../../../electron/core/settings/defaultFolders.ts'

const linux = { platform: 'linux', env: {}, home: '/home/me' } as const
const mac = { platform: 'darwin', env: {}, home: '/Users/me' } as const
const windows = {
  platform: 'win32',
  env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
  home: 'C:\\Users\\me',
} as const

describe('defaultDataDir', () => {
  it("is the folder that Electron calls userData for an app named 'Dailies'", () => {
    expect(defaultDataDir(linux)).toBe('/home/me/.config/Dailies')
    expect(defaultDataDir(mac)).toBe('/Users/me/Library/Application Support/Dailies')
    expect(defaultDataDir(windows)).toBe('C:\\Users\\me\\AppData\\Roaming\\Dailies')
    expect(defaultDataDir({ ...windows, env: {} })).toBe('C:\\Users\\me\\AppData\\Roaming\\Dailies')
  })

  it('follows XDG_CONFIG_HOME on Linux when it is absolute', () => {
    expect(defaultDataDir({ ...linux, env: { XDG_CONFIG_HOME: '/cfg' } })).toBe('/cfg/Dailies')
    expect(defaultDataDir({ ...linux, env: { XDG_CONFIG_HOME: 'cfg' } })).toBe('/home/me/.config/Dailies')
    expect(defaultDataDir({ ...linux, env: { XDG_CONFIG_HOME: '' } })).toBe('/home/me/.config/Dailies')
  })
})

describe('defaultVideosDir', () => {
  it('is where people look for videos', () => {
    expect(defaultVideosDir(linux, null)).toBe('/home/me/Videos/Dailies')
    expect(defaultVideosDir(mac, null)).toBe('/Users/me/Movies/Dailies')
    expect(defaultVideosDir(windows, null)).toBe('C:\\Users\\me\\Videos\\Dailies')
  })

  it('stays inside a data folder that was asked for', () => {
    expect(defaultVideosDir(linux, '/data')).toBe('/data/videos')
  })
})
