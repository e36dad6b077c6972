import { describe, expect, it } from 'vitest'
import { createNavigation } from '../../../../renderer/src/stores/navigationStore.ts'
import {
  createPreferencesStore,
  DEFAULT_PREFERENCES,
  readPreferences,
} from '../../../../renderer/src/stores/preferencesStore.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const createMirror = (kept?: string) => {
  const items = new Map<string, string>(kept === undefined ? [] : [['dailies.workbench', kept]])
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    items,
  }
}

const setUp = (handlers: FakeHandlers = {}, mirror = createMirror()) => {
  const timers = createFakeTimers()
  const bridge = createFakeBridge({
    'layout.get': () => answer({ value: null }),
    'layout.set': () => answer({}),
    ...handlers,
  })
  const navigation = createNavigation()
  const preferences = createPreferencesStore(bridge, timers, navigation, mirror)
  const stop = preferences.start()
  bridge.start()
  return { bridge, timers, navigation, preferences, mirror, stop }
}

describe('preferences', () => {
  it('become the default wherever something strange was kept', () => {
    for (const strange of [null, 5, 'x', [], { theme: 'pink', thumbnailWidth: 1e9, shortcuts: { a: 'K' } }])
      expect(readPreferences(strange)).toEqual(DEFAULT_PREFERENCES)
    expect(readPreferences({ theme: 'light', shortcuts: { palette: ['Mod+P'] } })).toMatchObject({
      theme: 'light',
      shortcuts: { palette: ['Mod+P'] },
    })
  })

  it('come from the mirror before the host has answered, and then from the host', async () => {
    const mirror = createMirror(JSON.stringify({ preferences: { theme: 'light' }, arrangement: { view: 'library' } }))
    const { preferences, navigation } = setUp(
      { 'layout.get': () => answer({ value: { preferences: { theme: 'dark', density: 'compact' } } }) },
      mirror,
    )
    expect(preferences.store.getState().theme).toBe('light')
    expect(navigation.store.getState().view).toBe('library')
    await settled()
    expect(preferences.store.getState()).toMatchObject({ theme: 'dark', density: 'compact' })
  })

  it('are kept once, a moment after the last of several changes, by the host and the mirror', async () => {
    const { preferences, bridge, timers, mirror } = setUp()
    await settled()
    preferences.set({ theme: 'light' })
    preferences.set({ density: 'compact' })
    timers.advance(500)
    const kept = bridge.requests.filter(({ route }) => route === 'layout.set')
    expect(kept).toHaveLength(1)
    expect(kept[0]?.input).toMatchObject({ value: { preferences: { theme: 'light', density: 'compact' } } })
    expect(mirror.items.get('dailies.workbench')).toContain('"compact"')
  })

  it('are not overwritten by what the host kept once the person has changed them', async () => {
    let release = (): void => {}
    const { preferences } = setUp({
      'layout.get': () =>
        new Promise((resolve) => (release = () => resolve(answer({ value: { preferences: { theme: 'dark' } } })))),
    })
    preferences.set({ theme: 'light' })
    release()
    await settled()
    expect(preferences.store.getState().theme).toBe('light')
  })

  it('remember the arrangement of the workbench too', async () => {
    const { navigation, bridge, timers } = setUp()
    await settled()
    navigation.show('library')
    navigation.set({ isInspectorOpen: false })
    navigation.inspect('job_1')
    timers.advance(500)
    expect(bridge.requests.at(-1)?.input).toMatchObject({
      value: { arrangement: { view: 'library', isInspectorOpen: false } },
    })
  })

  it('work without a mirror', async () => {
    const forbidden = (): never => {
      throw new Error('SecurityError')
    }
    const { preferences, timers, bridge } = setUp({}, { ...createMirror(), getItem: forbidden, setItem: forbidden })
    await settled()
    preferences.set({ theme: 'light' })
    timers.advance(500)
    expect(bridge.requests.at(-1)?.route).toBe('layout.set')
  })
})

describe('navigation', () => {
  it('opens the inspector on a job, and remembers where a take was played from', () => {
    const navigation = createNavigation()
    navigation.set({ isInspectorOpen: false })
    navigation.inspect('job_1')
    expect(navigation.store.getState().isInspectorOpen).toBe(false)
    navigation.openInspector('job_2')
    expect(navigation.store.getState()).toMatchObject({ inspectedId: 'job_2', isInspectorOpen: true })
    navigation.play('job_3', 'library')
    expect(navigation.store.getState()).toMatchObject({
      playing: { jobId: 'job_3', from: 'library' },
      inspectedId: 'job_3',
    })
    navigation.stopPlaying()
    expect(navigation.store.getState().playing).toBeNull()
  })
})
