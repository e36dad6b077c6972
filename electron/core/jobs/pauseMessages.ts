import type { ProviderFailure } from '../providers/videoProvider.ts'
import { asSentence } from './sentence.ts'

/** What an account's pause says when the provider refused its key; which account it is, stands beside it everywhere. */
export const refusedKey = (failure: ProviderFailure): string =>
  `The provider refused the key: ${asSentence(failure.message)} Set a new key to go on.`

export const noCreditLeft = (failure: ProviderFailure): string =>
  `There is no credit or quota left: ${asSentence(failure.message)} Resume the account when that is settled.`
