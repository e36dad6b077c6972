import type { StoreApi } from 'zustand/vanilla'
import type { ComposerState } from '../composeStore.ts'
import type { BatchAsker } from './batchAsker.ts'
import { batchInput } from './batchInput.ts'

/** Counts anew after each change; only the newest question is worth an answer. */
export const createFiguring = (store: StoreApi<ComposerState>, asker: BatchAsker) => {
  let edition = 0
  let isAsking = false
  const askLater = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    try {
      for (let asked = -1; asked !== edition;) {
        asked = edition
        const figures = await asker.figureLater(batchInput(store.getState()))
        if (asked === edition) store.setState({ figures, isFiguring: false })
      }
    } catch (error) {
      store.setState({ isFiguring: false, failure: error instanceof Error ? error.message : String(error) })
    } finally {
      isAsking = false
    }
  }
  return {
    renew: (): void => {
      edition += 1
      const input = batchInput(store.getState())
      const figures = asker.figureNow(input)
      if (figures !== null) return store.setState({ figures, isFiguring: false })
      // Where nothing is written yet, there is nothing to wait for but what counts.
      if (input.text.trim() !== '' || input.table !== null) store.setState({ isFiguring: true })
      void askLater()
    },
  }
}
