import type { Screen } from '../stores/screen.ts'

/** Shows one job in the inspector, also while several are chosen. */
export const showDetails = (
  { navigation, queueList }: Pick<Screen, 'navigation' | 'queueList'>,
  jobId: string,
): void => {
  if (queueList.selection.count() > 1) queueList.selection.clear()
  navigation.openInspector(jobId)
}

/** Shows the question about a job and takes the keyboard there, with no answer chosen. */
export const openDecision = (screen: Pick<Screen, 'navigation' | 'queueList'>, jobId: string): void => {
  screen.navigation.set({ inspectorTab: 'overview' })
  showDetails(screen, jobId)
  focusQuestion(jobId, MOST_FRAMES)
}

/** The inspector may have to be loaded first. */
const MOST_FRAMES = 60

const focusQuestion = (jobId: string, framesLeft: number): void => {
  const question = document.querySelector<HTMLElement>(`[data-decision="${CSS.escape(jobId)}"]`)
  if (question !== null) question.focus()
  else if (framesLeft > 0) requestAnimationFrame(() => focusQuestion(jobId, framesLeft - 1))
}
