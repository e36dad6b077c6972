import { expect, it } from 'vitest'
import { findRetirement } from '../../../shared/models/retirement.ts'

const NOW = Date.UTC(2026, 10, 20)
const model = { label: 'Sora 2', retiredSince: null }

it('refuses a model that was retired, naming the field, the day and the way out', () => {
  expect(findRetirement({ ...model, retiredSince: '2026-09-24' }, null, NOW)).toEqual({
    field: 'model',
    message:
      'Sora 2 is no longer made: it was retired on 2026-09-24. Choose another model, or an account whose provider still offers it.',
  })
})

it('refuses every model of an endpoint that was shut down', () => {
  expect(findRetirement(model, '2026-09-24', NOW)).toMatchObject({
    field: 'model',
    message: expect.stringMatching(/2026-09-24.*account/) as string,
  })
})

it.each([null, '2026-11-21', 'one day'])('accepts a model whose end is %s', (retiredSince) => {
  expect(findRetirement({ ...model, retiredSince }, null, NOW)).toBeNull()
})
