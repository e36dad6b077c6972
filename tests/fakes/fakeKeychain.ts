import type { Keychain } from '../../electron/core/vault/systemKeychain.ts'

export interface FakeKeychain extends Keychain {
  entries: Map<string, string>
  /** What was asked of it, in order, without what the probe asks. */
  asked: string[]
  /** From now on it is locked: what is in it can neither be read nor changed, as long as nobody answers its question. */
  lock(): void
  /** The person answers: opens it, or sends it away. */
  answer(isOpened: boolean): void
}

/** A keychain as desktops have them: locked, it asks before it answers; for what it does not hold, it need not ask. */
export const createFakeKeychain = (): FakeKeychain => {
  const entries = new Map<string, string>()
  const asked: string[] = []
  let question: PromiseWithResolvers<boolean> | null = null
  let isRefused = false

  const opened = async (): Promise<void> => {
    if (isRefused || (question !== null && !(await question.promise))) throw new Error('The keychain is locked.')
  }
  return {
    entries,
    asked,
    lock() {
      question = Promise.withResolvers()
      isRefused = false
    },
    answer(isOpened) {
      isRefused = !isOpened
      question?.resolve(isOpened)
      question = null
    },
    async get(name) {
      if (!name.startsWith('probe-')) asked.push(`get ${name}`)
      if (!entries.has(name)) return null
      await opened()
      return entries.get(name) ?? null
    },
    async set(name, secret) {
      asked.push(`set ${name}`)
      await opened()
      entries.set(name, secret)
    },
    async delete(name) {
      asked.push(`delete ${name}`)
      if (entries.has(name)) await opened()
      entries.delete(name)
    },
  }
}

/** What a system without any keychain says. */
export const noKeychain = (): Promise<Keychain> => Promise.reject(new Error('There is no secret service.'))
