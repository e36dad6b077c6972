import type { Job } from '../../../shared/jobs/job.ts'
import { browserTimers } from '../bridge/timers.ts'
import { translate } from '../i18n/i18n.ts'
import { downloadPath } from '../stores/mediaPaths.ts'
import type { ChosenList, Screen } from '../stores/screen.ts'
import { showToast } from '../ui/toast.ts'

/** Browsers ask or refuse when a page saves many files; whoever wants more finds them all in the videos folder. */
const MOST_COPIES = 50
const MOST_PROMPTS = 1_000
/** Browsers drop downloads that begin at the same moment. */
const BETWEEN_COPIES_MS = 400
const ASKED_AT_ONCE = 8

const wait = (durationMs: number): Promise<void> =>
  new Promise((resolve) => {
    browserTimers.after(durationMs, resolve)
  })

const chosenIds = async ({ list, selection }: ChosenList, most: number): Promise<string[]> => {
  const { ids, isAll } = selection.store.getState()
  if (isAll) return await list.idsBetween(0, Math.min(most, list.store.getState().total) - 1)
  return [...ids].slice(0, most)
}

/** The chosen jobs, at most so many, in the order in which they were chosen; those that are gone are left out. */
export const chosenJobs = async (screen: Screen, chosen: ChosenList, most: number): Promise<Job[]> => {
  const ids = await chosenIds(chosen, most)
  const find = async (jobId: string): Promise<Job | null> => {
    const known = screen.cache.get(jobId)
    if (known !== undefined) return known
    const answer = await screen.cache.send('jobs.get', { jobId })
    return answer.ok ? answer.data : null
  }
  const jobs: Job[] = []
  for (let start = 0; start < ids.length; start += ASKED_AT_ONCE) {
    const some = await Promise.all(ids.slice(start, start + ASKED_AT_ONCE).map(find))
    jobs.push(...some.filter((job) => job !== null))
  }
  return jobs
}

/** As a download and never as a page: what goes wrong with it must not take the place of the app. */
export const saveCopy = (takeId: string): void => {
  const link = document.createElement('a')
  link.href = downloadPath(takeId)
  link.download = ''
  link.click()
}

/** Saves the chosen takes one after the other, as a browser allows it, and says where the rest are. */
export const saveCopies = async (screen: Screen, chosen: ChosenList): Promise<void> => {
  const count = chosen.selection.count()
  const takes = (await chosenJobs(screen, chosen, MOST_COPIES)).flatMap(({ take }) =>
    take === null || take.missingSince !== undefined ? [] : [take.id],
  )
  if (takes.length === 0) return
  const folder = screen.settings.store.getState().settings?.videosDir ?? ''
  showToast({
    text: translate('jobs:savingCopies', { count: takes.length }),
    ...(count > MOST_COPIES ? { note: translate('jobs:savingCopiesLimit', { limit: MOST_COPIES, folder }) } : {}),
  })
  for (const takeId of takes) {
    saveCopy(takeId)
    await wait(BETWEEN_COPIES_MS)
  }
}

export const copyPrompts = async (screen: Screen, chosen: ChosenList): Promise<void> => {
  const count = chosen.selection.count()
  const prompts = [...new Set((await chosenJobs(screen, chosen, MOST_PROMPTS)).map(({ prompt }) => prompt))]
  if (prompts.length === 0) return
  try {
    await navigator.clipboard.writeText(prompts.join('\n\n'))
    showToast({
      text: translate('jobs:copiedPrompts', { count: prompts.length }),
      ...(count > MOST_PROMPTS ? { note: translate('jobs:copiedPromptsLimit', { limit: MOST_PROMPTS }) } : {}),
    })
  } catch (error) {
    showToast({ text: error instanceof Error ? error.message : String(error), tone: 'error' })
  }
}
