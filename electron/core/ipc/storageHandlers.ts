import type { WorkbenchRouteName } from '../../../shared/ipc/workbenchRoutes.ts'
import { findTemplateProblem, takeFileName, utcOffsetMinutesAt } from '../media/fileNaming.ts'
import type { TakePictures } from '../media/takePictures.ts'
import type { EngineContext } from '../jobs/engineContext.ts'
import { freeBytesAt } from '../settings/videosFolder.ts'
import type { Handlers } from './router.ts'

export interface StorageHandlerDeps {
  context: Pick<EngineContext, 'assets' | 'clock' | 'files' | 'settings'>
  defaultAccountName: () => string
  pictures: TakePictures
}

type StorageRoute = Extract<WorkbenchRouteName, 'storage.info' | 'settings.previewFileName' | `takes.${string}`>

/** Where takes are, how much they hold, how they are called, and the pictures that screens take from them. */
export function createStorageHandlers(deps: StorageHandlerDeps): Pick<Handlers, StorageRoute> {
  const { context, pictures } = deps
  const { assets, clock, files, settings } = context

  return {
    'storage.info': async () => {
      const videosDir = settings.get('videosDir')
      const { video, poster, spritesheet, reference } = assets.totals()
      return {
        videosDir,
        freeBytes: await freeBytesAt(files, videosDir),
        takes: video,
        pictures: {
          count: poster.count + spritesheet.count + reference.count,
          sizeBytes: poster.sizeBytes + spritesheet.sizeBytes + reference.sizeBytes,
        },
      }
    },
    'settings.previewFileName': ({ template }) => {
      const problem = findTemplateProblem(template)
      if (problem !== null) return { fileName: null, problem }
      const at = clock.now()
      const facts = { ...SAMPLE, at, utcOffsetMinutes: utcOffsetMinutesAt(at), account: deps.defaultAccountName() }
      return { fileName: takeFileName(template, facts), problem: null }
    },
    'takes.setPoster': async ({ takeId, base64 }) => {
      await pictures.setPoster(takeId, Buffer.from(base64, 'base64'))
      return {}
    },
    'takes.setFrames': async ({ takeId, base64, layout }) => {
      await pictures.setFrames(takeId, Buffer.from(base64, 'base64'), layout)
      return {}
    },
  }
}

const SAMPLE = {
  prompt: 'A lighthouse at dusk, waves against the rocks',
  model: 'sora-2',
  seconds: 8,
  size: '1280x720',
  id: 'job_sample',
} as const
