import { createInstance } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadTexts } from '../../../../renderer/src/i18n/i18n.ts'
import {
  accountState,
  firstToShow,
  keyState,
  wantsKey,
  type Preset,
} from '../../../../renderer/src/features/settings/accounts/accountState.ts'
import {
  writeLengths,
  writePrice,
  writeSizes,
} from '../../../../renderer/src/features/settings/accounts/modelWording.ts'
import {
  EMPTY_ACCOUNT,
  findProblems,
  toInput,
  urlProblem,
  withPreset,
} from '../../../../renderer/src/features/settings/accounts/newAccount.ts'
import { readTest } from '../../../../renderer/src/features/settings/accounts/testFacts.ts'
import { en } from '../../../../renderer/src/i18n/en/index.ts'
import { PROVIDER_PRESETS } from '../../../../electron/core/providers/presets.ts'
import { fakeAccount, fakeModel } from '../../../fakes/fakeJob.ts'

beforeAll(loadTexts)

const NOW = 1_800_000_000_000
const preset = (id: string): Preset => {
  const found = PROVIDER_PRESETS.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no preset ${id}.`)
  return found
}
const pausedBy = (reason: 'user' | 'auth' | 'quota' | 'key_missing') => ({ reason, message: '', since: NOW })
const own = { isDemo: false, id: 'own', name: 'Own' }

describe('the state of an account', () => {
  it('says who stopped it; a pause outweighs a hold, and a hold that is over is none', () => {
    expect(accountState(fakeAccount({ pause: pausedBy('quota'), holdUntil: NOW + 1 }), NOW)).toBe('quota')
    expect(accountState(fakeAccount({ holdUntil: NOW + 1 }), NOW)).toBe('held')
    expect(accountState(fakeAccount({ holdUntil: NOW }), NOW)).toBe('ready')
  })

  it('tells a key that is refused, lost, missing or not needed', () => {
    const state = (changes: Parameters<typeof fakeAccount>[0]) => keyState(fakeAccount(changes), PROVIDER_PRESETS)
    expect(state({})).toBe('notNeeded')
    expect(state({ ...own, pause: pausedBy('auth') })).toBe('refused')
    expect(state({ ...own, pause: pausedBy('key_missing') })).toBe('lost')
    expect(state({ ...own })).toBe('stored')
    expect(state({ ...own, hasKey: false, baseUrl: preset('openrouter').baseUrl })).toBe('missing')
    expect(state({ ...own, hasKey: false, baseUrl: preset('sglang').baseUrl })).toBe('none')
    expect((['refused', 'lost', 'missing'] as const).every(wantsKey)).toBe(true)
    expect((['stored', 'none', 'notNeeded'] as const).some(wantsKey)).toBe(false)
  })

  it('opens the one that needs something, else the first of one’s own', () => {
    const demo = fakeAccount()
    const mine = fakeAccount(own)
    const broken = fakeAccount({ ...own, id: 'broken', pause: pausedBy('auth') })
    expect(firstToShow([demo, mine, broken])).toBe(broken)
    expect(firstToShow([demo, mine])).toBe(mine)
    expect(firstToShow([demo])).toBe(demo)
  })
})

describe('a new account', () => {
  const change = (from: string | null, to: string) => ({
    preset: preset(to),
    label: to,
    before: from === null ? undefined : preset(from),
    beforeLabel: from ?? '',
  })

  it('takes over what a preset knows', () => {
    expect(withPreset(EMPTY_ACCOUNT, change(null, 'vllm-omni'))).toMatchObject({
      presetId: 'vllm-omni',
      name: 'vllm-omni',
      baseUrl: 'http://127.0.0.1:8091/v1',
      concurrency: 1,
      requestsPerMinute: 300,
    })
  })

  it('keeps what was typed when another preset is chosen', () => {
    const first = withPreset(EMPTY_ACCOUNT, change(null, 'litellm'))
    const typed = { ...first, baseUrl: 'https://proxy.example/v1', apiKey: 'sk-typed', requestsPerMinute: 7 }
    const second = withPreset(typed, change('litellm', 'openrouter'))
    expect(second).toMatchObject({
      name: 'openrouter',
      baseUrl: 'https://proxy.example/v1',
      apiKey: 'sk-typed',
      requestsPerMinute: 7,
      profile: 'openrouter',
    })
  })

  it('says at which field what is missing', () => {
    expect(findProblems({ ...EMPTY_ACCOUNT, concurrency: null, requestsPerMinute: 0 }, true)).toEqual({
      name: 'nameNeeded',
      baseUrl: 'urlNeeded',
      apiKey: 'keyNeeded',
      concurrency: 'concurrency',
      requestsPerMinute: 'requestsPerMinute',
    })
    const whole = { ...EMPTY_ACCOUNT, name: ' Mine ', baseUrl: ' https://host.example/v1 ' }
    expect(findProblems(whole, false)).toEqual({})
    expect(toInput(whole)).toEqual({
      name: 'Mine',
      baseUrl: 'https://host.example/v1',
      profile: 'sora-loose',
      concurrency: 2,
      requestsPerMinute: 60,
      makeDefault: true,
    })
    expect(findProblems({ ...whole, name: 'x'.repeat(101) }, false)).toEqual({ name: 'nameLong' })
  })

  it('knows an address from what is none', () => {
    expect(
      ['', 'host', 'ftp://host/v1', 'https://host/v1?key=1', 'https://host/v1#x', 'https://host/v1'].map(urlProblem),
    ).toEqual(['urlNeeded', 'urlBad', 'urlBad', 'urlExtra', 'urlExtra', null])
  })
})

describe('what a test of the connection showed', () => {
  const test = (changes: Partial<Parameters<typeof readTest>[0]>) =>
    readTest({ isReachable: true, isKeyAccepted: true, latencyMs: 40, modelCount: 2, message: '', ...changes }).map(
      ({ what }) => what,
    )

  it('claims nothing that the answer does not show', () => {
    expect(test({})).toEqual(['reachable', 'keyAccepted', 'latency', 'models'])
    expect(test({ isKeyAccepted: null, modelCount: null })).toEqual(['reachable', 'keyUnknown', 'latency', 'noModels'])
    expect(test({ isKeyAccepted: false, modelCount: null })).toEqual(['reachable', 'keyRefused', 'latency'])
    expect(test({ isReachable: false, isKeyAccepted: null, latencyMs: null, modelCount: null })).toEqual([
      'unreachable',
    ])
  })
})

describe('a model in words', () => {
  const instance = createInstance()
  void instance.init({ lng: 'en', resources: { en }, ns: ['settings'], defaultNS: 'settings', initAsync: false })
  const say = instance.getFixedT('en', 'settings')

  it('lists lengths and sizes, and counts those that would be too many', () => {
    expect(writeLengths(fakeModel(), say)).toMatch(/^4, 8, 12\s?s/)
    expect(writeLengths(fakeModel({ seconds: { min: 1, max: 15, step: 1 } }), say)).toMatch(/^1 to 15\s?s/)
    expect(writeLengths(fakeModel({ seconds: null }), say)).toBe('the model decides')
    expect(writeSizes(fakeModel({ sizes: ['1x1', '2x2', '3x3', '4x4', '5x5'] }), say)).toMatch(/2 more sizes$/)
    expect(writeSizes(fakeModel({ sizes: null }), say)).toBe('any')
  })

  it('never invents a price', () => {
    expect(writePrice(fakeModel({ pricePerSecondUsd: null }), say)).toBe('not known')
    expect(writePrice(fakeModel({ pricePerSecondUsd: { '*': 0 } }), say)).toBe('free')
    expect(writePrice(fakeModel({ pricePerSecondUsd: { '*': 0.1 } }), say)).toMatch(/0\.10 a second$/)
    expect(writePrice(fakeModel({ pricePerSecondUsd: { '720x1280': 0.1, '1792x1024': 0.5 } }), say)).toMatch(
      /0\.10 to .*0\.50 a second$/,
    )
  })
})
