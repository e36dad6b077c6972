import type { FrameTree } from './frames.ts'
import type { Page } from '../pages/page.ts'

export type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** What is known of one window's contents, shared by what acts on it and what listens to its page. */
export interface ContentsState {
  readonly id: number
  /** Of the present renderer; there is a new one after a crash. Null where windows are only recorded. */
  page: Promise<Page | null>
  url: string
  title: string
  isLoading: boolean
  isCrashed: boolean
  isDestroyed: boolean
  /** Whether the first document has been drawn. */
  hasShown: boolean
  openHandler: OpenHandler | null
  frames: FrameTree
  /** Those who wait for the document that is being loaded. */
  loads: { resolve(): void; reject(error: Error): void }[]
}

export const settleLoads = (state: ContentsState, error: Error | null): void => {
  for (const load of state.loads.splice(0)) {
    if (error === null) load.resolve()
    else load.reject(error)
  }
}
