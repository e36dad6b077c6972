import { expect, it } from 'vitest'
import { NO_REASON } from '../../../../electron/core/jobs/jobErrors.ts'
import { CONNECTION_WORDS } from '../../../../electron/core/providers/connectionWords.ts'
import { saidIn } from '../../../../electron/core/providers/ownWords.ts'

it('tells the words of a provider from those of the adapters', () => {
  expect(saidIn('Incorrect API key provided: [key]')).toBe('Incorrect API key provided: [key]')
  expect(saidIn('The prompt was blocked.')).toBe('The prompt was blocked.')
  const ours = [
    '',
    NO_REASON.message,
    CONNECTION_WORDS.refused,
    CONNECTION_WORDS.name_unknown,
    'The provider answered HTTP 401 without saying why.',
    'The answer was a web page: "Login".',
    'The answer of the provider was not complete.',
  ]
  expect(ours.map(saidIn)).toEqual(ours.map(() => null))
})
