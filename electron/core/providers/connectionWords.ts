import type { ConnectionTrouble } from '../../../shared/jobs/waiting.ts'

/** What is said about a connection that failed. */
export const CONNECTION_WORDS: Readonly<Record<ConnectionTrouble, string>> = {
  name_unknown: "The provider's name could not be looked up.",
  refused: 'The provider refused the connection.',
  no_route: 'The network does not reach the provider.',
  not_reached: 'The provider could not be reached in time.',
  not_secure: 'No secure connection to the provider could be made.',
  no_answer: 'The provider did not answer in time.',
  broken_off: 'The connection broke before the answer was complete.',
}

/** Null for words that are somebody else's. */
export const connectionTroubleOf = (words: string): ConnectionTrouble | null =>
  (Object.keys(CONNECTION_WORDS) as ConnectionTrouble[]).find((trouble) => CONNECTION_WORDS[trouble] === words) ?? null
