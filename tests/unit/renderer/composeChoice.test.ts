import { describe, expect, it } from 'vitest'
import {
  chooseAccount,
  chooseSettings,
  createInput,
  writeSizeOption,
} from '../../../renderer/src/features/compose/composeChoice.ts'
import { EMPTY_DRAFT } from '../../../renderer/src/stores/draftStore.ts'
import { createJobSchema } from '../../../shared/ipc/contract.ts'
import { fakeAccount, fakeModel } from '../../fakes/fakeJob.ts'

const draft = { ...EMPTY_DRAFT, prompt: 'Kites' }

describe('the composer', () => {
  it('takes the default account unless another one was chosen and still exists', () => {
    const accounts = [fakeAccount({ id: 'a', isDefault: false }), fakeAccount({ id: 'b' })]
    expect(chooseAccount(draft, accounts)?.id).toBe('b')
    expect(chooseAccount({ ...draft, accountId: 'a' }, accounts)?.id).toBe('a')
    expect(chooseAccount({ ...draft, accountId: 'gone' }, accounts)?.id).toBe('b')
    expect(chooseAccount(draft, [])).toBeNull()
  })

  it('offers no retired model by itself and finds a model by its other names', () => {
    const models = [
      fakeModel({ id: 'old', retiredSince: '2026-09-24' }),
      fakeModel({ id: 'new', aliases: ['new-2026-01-01'] }),
    ]
    expect(chooseSettings(draft, models).model?.id).toBe('new')
    expect(chooseSettings({ ...draft, model: 'new-2026-01-01' }, models).model?.id).toBe('new')
    expect(chooseSettings({ ...draft, model: 'old' }, models).model?.id).toBe('old')
  })

  it('falls back to what the model takes when the model is changed', () => {
    const wanted = { ...draft, seconds: 20, size: '1920x1080' }
    expect(chooseSettings(wanted, [fakeModel()])).toMatchObject({ seconds: 4, size: '1280x720' })
    const free = fakeModel({ seconds: { min: 1, max: 30, step: 1 }, sizes: null })
    expect(chooseSettings(wanted, [free])).toMatchObject({ seconds: 20, size: '1920x1080' })
    const fixed = fakeModel({ seconds: null, defaultSeconds: null, sizes: [], defaultSize: null })
    expect(chooseSettings(wanted, [fixed])).toMatchObject({ seconds: null, size: null })
  })

  it('asks only for what is known, in the contract’s form', () => {
    const input = createInput({ ...draft, count: 3 }, fakeAccount(), chooseSettings(draft, [fakeModel()]), 'front')
    expect(input).toEqual({
      prompt: 'Kites',
      placement: 'front',
      accountId: 'account_1',
      model: 'sora-2',
      seconds: 4,
      size: '1280x720',
      count: 3,
    })
    expect(createJobSchema.parse(input)).toEqual(input)
    expect(createInput(draft, null, chooseSettings(draft, []), 'end')).toEqual({ prompt: 'Kites', placement: 'end' })
  })

  it('names the orientation of a size', () => {
    expect(['1280x720', '720x1280', '512x512'].map(writeSizeOption)).toEqual([
      '1280 × 720 landscape',
      '720 × 1280 portrait',
      '512 × 512 square',
    ])
  })
})
