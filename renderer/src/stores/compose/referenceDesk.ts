import type { StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../bridge/bridge.ts'
import type { Timers } from '../../bridge/timers.ts'
import { translate } from '../../i18n/i18n.ts'
import type { ComposerState } from '../composeStore.ts'
import type { Draft } from './draft.ts'
import { pictureNeeds, type PictureNeeds, type Placement, type ReferenceLimits } from './imageFit.ts'
import type { OpenPicture, Pictures } from './pictures.ts'

/** How far an image is on its way to the host. */
export type ReferenceStep =
  | { phase: 'busy'; fileName: string }
  /** It does not fit the model: the person decides what becomes of it. */
  | { phase: 'fitting'; picture: OpenPicture; needs: PictureNeeds }
  | { phase: 'failed'; message: string }

/** The image that new takes start from: opened, brought into shape, kept by the host. */
export interface ReferenceDesk {
  add(file: Blob, fileName: string): Promise<void>
  /** Draws the opened picture as it is needed, and takes that. */
  fit(placement: Placement): Promise<void>
  /** Leaves things as they were before the picture was opened. */
  giveUp(): void
  remove(): void
  /** The picture as it was opened, to fit it to another size; false when it is not here any more. */
  canFitAgain(): boolean
  fitAgain(): void
}

/** What is assumed while the model's own limits are not known: what every provider takes. */
const USUAL_LIMITS: ReferenceLimits = {
  types: ['image/png', 'image/jpeg', 'image/webp'],
  maxBytes: 20_000_000,
  mustMatchSize: false,
}
/** The host takes requests of 32 MiB, and base64 makes four bytes of three. */
const LARGEST_UPLOAD_BYTES = 23_000_000
const LONGEST_FILE_NAME = 255
const WAIT_FOR_MODEL_MS = 3_000

export interface ReferenceDeskDeps {
  bridge: Bridge
  pictures: Pictures
  timers: Timers
  store: StoreApi<ComposerState>
  change: (changes: Partial<Draft>) => void
}

export const createReferenceDesk = ({ bridge, pictures, timers, store, change }: ReferenceDeskDeps): ReferenceDesk => {
  /** The last picture as it came, to cut it anew when another size is chosen. */
  let original: OpenPicture | null = null
  let newest = 0

  const fail = (message: string): void => store.setState({ reference: { phase: 'failed', message } })
  const needsOf = (picture: OpenPicture): PictureNeeds | null => {
    const { model, size } = store.getState().choice
    const limits = model?.referenceImage ?? USUAL_LIMITS
    return pictureNeeds(picture, { ...limits, maxBytes: Math.min(limits.maxBytes, LARGEST_UPLOAD_BYTES) }, size)
  }

  /** An image may be dropped before the page has heard what the model takes. */
  const untilModelIsKnown = async (): Promise<void> =>
    await new Promise((resolve) => {
      if (store.getState().choice.model !== null) return resolve()
      const cancel = timers.after(WAIT_FOR_MODEL_MS, () => finish())
      const stop = store.subscribe(({ choice }) => {
        if (choice.model !== null) finish()
      })
      const finish = (): void => {
        cancel()
        stop()
        resolve()
      }
    })

  const upload = async (
    file: Blob,
    { fileName, width, height }: { fileName: string; width: number; height: number },
    mine: number,
  ): Promise<void> => {
    store.setState({ reference: { phase: 'busy', fileName } })
    const [base64, shown] = await Promise.all([pictures.base64(file), pictures.open(file, fileName)])
    const thumbnail = shown === null ? null : await pictures.thumbnail(shown)
    const answer = await bridge.request('references.create', { fileName: fileName.slice(-LONGEST_FILE_NAME), base64 })
    if (mine !== newest) return
    if (!answer.ok) return fail(answer.error.message)
    store.setState({ reference: null })
    change({ reference: { ...answer.data, fileName, width, height, thumbnail } })
  }

  return {
    add: async (file, fileName) => {
      const mine = ++newest
      store.setState({ reference: { phase: 'busy', fileName } })
      await untilModelIsKnown()
      if (mine !== newest) return
      const { model } = store.getState().choice
      if (model?.modes.referenceImage === false)
        return fail(translate('compose:reference.notTaken', { model: model.label }))
      const picture = await pictures.open(file, fileName)
      if (mine !== newest) return
      if (picture === null) return fail(translate('compose:reference.notReadable', { name: fileName }))
      original = picture
      const needs = needsOf(picture)
      if (needs !== null) return store.setState({ reference: { phase: 'fitting', picture, needs } })
      await upload(file, picture, mine)
    },
    fit: async (placement) => {
      const step = store.getState().reference
      if (step?.phase !== 'fitting') return
      const mine = ++newest
      const { needs, picture } = step
      const file = await pictures.fit(picture, needs, placement)
      if (mine !== newest) return
      if (file === null) return fail(translate('compose:reference.staysTooLarge', { name: picture.fileName }))
      await upload(file, { fileName: picture.fileName, ...needs.target }, mine)
    },
    giveUp: () => {
      newest += 1
      store.setState({ reference: null })
    },
    remove: () => {
      newest += 1
      original = null
      store.setState({ reference: null })
      change({ reference: null })
    },
    canFitAgain: () => original !== null,
    fitAgain: () => {
      if (original === null) return
      const needs = needsOf(original)
      if (needs !== null) store.setState({ reference: { phase: 'fitting', picture: original, needs } })
    },
  }
}
