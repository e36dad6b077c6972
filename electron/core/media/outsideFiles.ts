import { basename, dirname, join } from 'node:path'
import type { EngineContext } from '../jobs/engineContext.ts'
import { isPresent, type TakeFiles } from './takeFiles.ts'

/** Takes as other programs know them: as files. For doors that hand files out or are handed some. */
export function createOutsideFiles({ assets, jobs }: Pick<EngineContext, 'assets' | 'jobs'>, takeFiles: TakeFiles) {
  const jobIdOf = (jobSeq: number | null): string | null => (jobSeq === null ? null : (jobs.bySeq(jobSeq)?.id ?? null))
  return {
    /** The file of a take; null where there is no such take or nothing playable is on the disk. */
    async takeFile(takeId: string): Promise<{ path: string; jobId: string } | null> {
      const known = assets.byId(takeId)
      const jobId = known?.role === 'video' ? jobIdOf(known.jobSeq) : null
      if (jobId === null) return null
      const { take, condition } = await takeFiles.check(takeId)
      return isPresent(condition) ? { path: join(take.folder, take.fileName), jobId } : null
    },
    jobOfFile: (path: string): string | null =>
      jobIdOf(assets.takeInFile(dirname(path), basename(path))?.jobSeq ?? null),
  }
}
