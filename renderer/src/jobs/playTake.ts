import type { Job } from '../../../shared/jobs/job.ts'
import type { Screen } from '../stores/screen.ts'
import { missingTake } from './missingTake.ts'

/** Plays a finished take. Where its file is gone, the inspector says so instead, with what can be done about it. */
export const playTake = (
  { navigation, now }: Pick<Screen, 'navigation' | 'now'>,
  job: Job,
  from: 'queue' | 'library',
): void => {
  if (job.take !== null && missingTake(job, now.now()) === null) return navigation.play(job.id, from)
  navigation.set({ inspectorTab: 'overview' })
  navigation.openInspector(job.id)
}
