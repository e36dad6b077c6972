/** What can still be asked of an app that has ended: it leaves the answers behind. */
export const LAST_WORDS = ['calls', 'dialogs', 'notices', 'messages', 'heldBlockers'] as const

export type LastAnswers = Record<(typeof LAST_WORDS)[number], unknown>
