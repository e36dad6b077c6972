import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRequest, type CheckedRequest } from '../../../shared/models/checkRequest.ts'
import { modelCapabilitiesSchema, type ModelCapabilities } from '../../../shared/models/capabilities.ts'

const model = (changes: Partial<ModelCapabilities> = {}): ModelCapabilities =>
  modelCapabilitiesSchema.parse({
    id: 'sora-2',
    label: 'Sora 2',
    aliases: [],
    seconds: { values: [4, 8, 12] },
    defaultSeconds: 4,
    sizes: ['720x1280', '1280x720'],
    defaultSize: '720x1280',
    maxPromptLength: 10,
    modes: { text: true, referenceImage: false, remix: true, edit: false, extend: false },
    referenceImage: null,
    progress: 'percent',
    pricePerSecondUsd: null,
    retiredSince: null,
    ...changes,
  } satisfies ModelCapabilities)

const request = (changes: Partial<CheckedRequest> = {}): CheckedRequest => ({
  prompt: 'a fox',
  seconds: null,
  size: null,
  relation: null,
  hasReference: false,
  ...changes,
})
const fieldOf = (changes: Partial<CheckedRequest>, capabilities: Partial<ModelCapabilities> = {}) =>
  checkRequest(request(changes), model(capabilities))?.field ?? null

describe('checkRequest', () => {
  it.each<[Partial<CheckedRequest>, string | null]>([
    [{}, null],
    [{ prompt: 'x'.repeat(10) }, null],
    [{ prompt: 'x'.repeat(11) }, 'prompt'],
    [{ prompt: '🦊'.repeat(10) }, null],
    [{ prompt: '🦊'.repeat(11) }, 'prompt'],
    [{ seconds: 8 }, null],
    [{ seconds: 5 }, 'seconds'],
    [{ seconds: 4.0001 }, 'seconds'],
    [{ size: '1280x720' }, null],
    [{ size: '720x720' }, 'size'],
    [{ hasReference: true }, 'referenceId'],
    [{ relation: 'remix' }, null],
    [{ relation: 'edit' }, 'relation'],
    [{ relation: 'extend' }, 'relation'],
    [{ relation: 'retry' }, null],
    [{ relation: 'variation' }, null],
    [{ prompt: 'x'.repeat(11), seconds: 5 }, 'prompt'],
  ])('%j: %s', (changes, field) => {
    expect(fieldOf(changes)).toBe(field)
  })

  it('leaves to the model what nobody described', () => {
    const open = { seconds: null, sizes: null } as const
    expect(fieldOf({ seconds: 77, size: '9999x9999' }, open)).toBeNull()
  })

  it('walks a range in its steps, decimals included', () => {
    const range = { seconds: { min: 0.5, max: 2, step: 0.1 } }
    for (const seconds of [0.5, 0.6, 0.7, 1.2, 1.9, 2]) expect(fieldOf({ seconds }, range), String(seconds)).toBeNull()
    for (const seconds of [0.4, 0.55, 1.25, 2.1]) expect(fieldOf({ seconds }, range), String(seconds)).toBe('seconds')
  })

  it('says in a sentence what the model takes, without repeating the prompt', () => {
    expect(checkRequest(request({ seconds: 5 }), model())?.message).toBe(
      'Sora 2 makes takes of 4, 8, 12 seconds, not 5.',
    )
    expect(checkRequest(request({ prompt: 'secret'.repeat(9) }), model())?.message).not.toContain('secret')
  })

  it('accepts what the model names as its defaults', () => {
    const step = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), step, fc.nat({ max: 10 }), (min, stepSeconds, steps) => {
        const seconds = min + steps * stepSeconds
        expect(fieldOf({ seconds }, { seconds: { min, max: seconds, step: stepSeconds } })).toBeNull()
      }),
    )
  })
})
