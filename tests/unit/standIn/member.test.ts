import { describe, expect, it } from 'vitest'
import { createEvent, emittingPart, newable, part } from '../../standIn/machine/member.ts'
import { recordedCalls, recordedFaults } from '../../standIn/machine/records.ts'

describe('a part of the stand-in', () => {
  it('names what it lacks, in the error and as a fault', () => {
    const shell = part<Electron.Shell>('shell', {})
    expect(() => shell.beep()).toThrow('The stand-in lacks shell.beep')
    expect(recordedFaults()).toContain('The stand-in lacks shell.beep')
  })

  it('refuses to be given what it does not know', () => {
    const app = part<Electron.App>('app', {})
    expect(() => {
      app.badgeCount = 3
    }).toThrow('The stand-in lacks app.badgeCount')
  })

  it('can be awaited and printed like any object', async () => {
    const shell = part<Electron.Shell>('shell', {})
    expect(await Promise.resolve(shell)).toBe(shell)
    expect(JSON.stringify({ shell })).toBe('{"shell":{}}')
  })

  it('records what it is asked to do, with what JSON can say of it, but no questions', () => {
    const window = part<Electron.BrowserWindow>(
      'BrowserWindow',
      { setTitle: () => {}, getTitle: () => '' },
      () => '[it]',
    )
    const dialog = part<Electron.Dialog>('dialog', { showErrorBox: () => {} })
    window.setTitle('New')
    window.getTitle()
    dialog.showErrorBox(window as never, { run: () => 1, bytes: new Uint8Array(3), at: new Date(0) } as never)
    expect(recordedCalls('BrowserWindow.setTitle')).toEqual([{ api: 'BrowserWindow.setTitle', args: ['New'] }])
    expect(recordedCalls('BrowserWindow.getTitle')).toEqual([])
    expect(recordedCalls('dialog.showErrorBox')[0]?.args).toEqual([
      '[it]',
      { run: '[function]', bytes: '[3 bytes]', at: '1970-01-01T00:00:00.000Z' },
    ])
  })

  it('tells its listeners, who may prevent what is to come', () => {
    const { object, emit } = emittingPart<Electron.App>('app', {})
    object.once('before-quit', (event) => event.preventDefault())
    const event = createEvent({})
    emit('before-quit', event)
    expect(event.defaultPrevented).toBe(true)
  })
})

describe('a class of the stand-in', () => {
  const Tray = newable<typeof Electron.Tray>('Tray', () => part<Electron.Tray>('Tray', { destroy: () => {} }), {})

  it('makes instances of itself', () => {
    const tray = new Tray('icon.png')
    expect(tray instanceof Tray).toBe(true)
    expect({} instanceof Tray).toBe(false)
    expect(recordedCalls('new Tray').at(-1)?.args).toEqual(['icon.png'])
  })

  it('lacks static functions as loudly', () => {
    const Menu = newable<typeof Electron.Menu>('Menu', () => part<Electron.Menu>('Menu', {}), {})
    expect(() => Menu.getApplicationMenu()).toThrow('The stand-in lacks Menu.getApplicationMenu')
  })
})
