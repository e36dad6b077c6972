import type { Bridge } from '../../bridge/bridge.ts'

/** Walks through the prompts that were used before, as a shell does with the arrow keys. */
export interface PromptRecall {
  /** The next prompt in that direction; '' behind the newest one, null where there is none. */
  step(direction: 'older' | 'newer', present: string): Promise<string | null>
  /** Whether the text is a recalled one that nobody has changed. */
  isRecalled(text: string): boolean
  /** Forgets where it stands: something new was sent or forgotten. */
  reset(): void
}

const PAGE = 50

export const createPromptRecall = (bridge: Bridge): PromptRecall => {
  let prompts: string[] = []
  let cursor: string | null = null
  let isComplete = false
  let at = -1

  const fetchMore = async (): Promise<void> => {
    const answer = await bridge.request('prompts.list', { limit: PAGE, ...(cursor === null ? {} : { cursor }) })
    if (!answer.ok) return
    prompts = [...prompts, ...answer.data.items.map(({ prompt }) => prompt)]
    cursor = answer.data.nextCursor
    isComplete = cursor === null
  }

  return {
    step: async (direction, present) => {
      const isWalking = at >= 0 && prompts[at] === present
      if (!isWalking && direction === 'newer') return null
      if (!isWalking) at = -1
      if (direction === 'newer') {
        at -= 1
        return at < 0 ? '' : (prompts[at] ?? '')
      }
      if (at + 1 >= prompts.length && !isComplete) await fetchMore()
      if (at + 1 >= prompts.length) return null
      at += 1
      return prompts[at] ?? null
    },
    isRecalled: (text) => at >= 0 && prompts[at] === text,
    reset: () => {
      prompts = []
      cursor = null
      isComplete = false
      at = -1
    },
  }
}
