import { describe, expect, it } from 'vitest'
import { createTrayUpdates, type ShownTray } from '../../../../electron/desktop/tray/trayUpdates.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'

/** A tray whose menu holds one line; `shape` is that line without its progress. */
const trayOn = (platform: NodeJS.Platform) => {
  const clock = createFakeClock()
  const shown: string[] = []
  let view: ShownTray = { icon: 'idle', tooltip: 'Dailies', menu: [{ label: 'kite 0 %' }], shape: 'kite' }
  const updates = createTrayUpdates({
    clock,
    platform,
    view: () => view,
    showGlance: ({ icon, tooltip }) => shown.push(`${icon}: ${tooltip}`),
    showMenu: (menu) => shown.push(`menu: ${menu[0]?.label}`),
  })
  const change = (changes: Partial<ShownTray>): void => {
    view = { ...view, ...changes }
    updates.look()
  }
  const taken = (): string[] => shown.splice(0)
  const progress = (percent: number): void => change({ menu: [{ label: `kite ${percent} %` }] })
  return { clock, updates, change, progress, taken }
}

describe('keeping the tray up to date', () => {
  it('shows everything at once at the start, and nothing again that is the same', async () => {
    const { clock, updates, taken } = trayOn('win32')
    updates.look()
    expect(taken()).toEqual(['idle: Dailies', 'menu: kite 0 %'])
    await clock.advance(5000)
    updates.look()
    expect(taken()).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('shows at most one change a second, and the last one always', async () => {
    const { clock, updates, progress, taken } = trayOn('win32')
    updates.look()
    taken()
    for (let percent = 1; percent <= 20; percent += 1) {
      await clock.advance(100)
      progress(percent)
    }
    expect(taken()).toEqual(['menu: kite 9 %', 'menu: kite 19 %'])
    progress(21)
    await clock.advance(999)
    expect(taken()).toEqual([])
    await clock.advance(1)
    expect(taken()).toEqual(['menu: kite 21 %'])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('changes the icon without touching the menu', async () => {
    const { clock, updates, change, taken } = trayOn('linux')
    updates.look()
    taken()
    await clock.advance(2000)
    change({ icon: 'offline', tooltip: 'Dailies – offline' })
    expect(taken()).toEqual(['offline: Dailies – offline'])
  })

  it('forgets a change that was taken back before it was shown', async () => {
    const { clock, updates, change, taken } = trayOn('win32')
    updates.look()
    taken()
    await clock.advance(100)
    change({ tooltip: 'Dailies – 1 running' })
    change({ tooltip: 'Dailies' })
    await clock.advance(5000)
    expect(taken()).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('leaves a menu on Linux alone for a while when only progress was made, as it would close', async () => {
    const { clock, updates, change, progress, taken } = trayOn('linux')
    updates.look()
    taken()
    await clock.advance(3000)
    progress(30)
    await clock.advance(11_999)
    expect(taken()).toEqual([])
    await clock.advance(1)
    expect(taken()).toEqual(['menu: kite 30 %'])
    progress(40)
    await clock.advance(2000)
    change({ menu: [{ label: 'another' }], shape: 'another' })
    expect(taken()).toEqual(['menu: another'])
  })

  it('leaves an open menu alone, and brings it up to date when it is closed', async () => {
    const { clock, updates, progress, change, taken } = trayOn('darwin')
    updates.look()
    taken()
    updates.setOpen(true)
    await clock.advance(2000)
    progress(50)
    change({ tooltip: 'Dailies – 1 running' })
    await clock.advance(5000)
    expect(taken()).toEqual(['idle: Dailies – 1 running'])
    updates.setOpen(false)
    expect(taken()).toEqual(['menu: kite 50 %'])
  })

  it('does not believe for ever that a menu is open', async () => {
    const { clock, updates, progress, taken } = trayOn('win32')
    updates.look()
    taken()
    updates.setOpen(true)
    progress(50)
    await clock.advance(30_000)
    expect(taken()).toEqual(['menu: kite 50 %'])
  })

  it('arms no timer any more once it is stopped', async () => {
    const { clock, updates, progress, taken } = trayOn('win32')
    updates.look()
    taken()
    progress(50)
    updates.stop()
    await clock.advance(60_000)
    expect(taken()).toEqual([])
  })
})
