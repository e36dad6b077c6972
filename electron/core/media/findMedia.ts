import { join } from 'node:path'
import type { EngineContext } from '../jobs/engineContext.ts'
import type { AssetVariant } from '../providers/videoProvider.ts'
import type { MediaAsset } from './mediaResponder.ts'
import type { TakeTags } from './takeTags.ts'

export type FindMedia = ReturnType<typeof createFindMedia>

/** Looks up what a media address names. Addresses hold ids, never paths. */
export function createFindMedia({ assets, jobs }: Pick<EngineContext, 'assets' | 'jobs'>) {
  return {
    asset(takeId: string, variant: AssetVariant): MediaAsset | null {
      const take = assets.byId(takeId)
      if (take === null || take.role !== 'video' || take.jobSeq === null) return null
      const asset = variant === 'video' ? take : assets.byJob(take.jobSeq).find((other) => other.role === variant)
      if (asset === undefined) return null
      const { folder, fileName, mediaType, sizeBytes, sha256 } = asset
      return { path: join(folder, fileName), type: mediaType, sizeBytes, sha256, fileName }
    },
    /** What an exported copy carries inside. */
    tags(takeId: string): TakeTags | null {
      const take = assets.byId(takeId)
      if (take === null || take.jobSeq === null) return null
      const job = jobs.bySeq(take.jobSeq)
      if (job === null) return null
      const { prompt, model, seconds, size, params, relation, createdAt } = job
      return { takeId, sha256: take.sha256, prompt, model, seconds, size, params, relation, createdAt }
    },
  }
}
