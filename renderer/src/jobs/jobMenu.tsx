import {
  ArrowDownToLine,
  ArrowUpToLine,
  Clapperboard,
  Copy,
  Download,
  FolderOpen,
  Pencil,
  Play,
  RefreshCw,
  RotateCcw,
  Settings2,
  Sparkles,
  Trash2,
  X,
} from 'lucide-react'
import type { TFunction } from 'i18next'
import { canCancel, canCheckAgain, canRetry, isTerminal } from '../../../shared/jobs/jobRules.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { DerivingRelation } from '../stores/composeRequests.ts'
import type { Screen } from '../stores/screen.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { showToast } from '../ui/toast.ts'
import { saveCopy } from './chosenTakes.ts'
import { missingTake } from './missingTake.ts'

type JobText = TFunction<['jobs', 'ui']>

const copy = async (text: string, t: JobText): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    showToast({ text: t('ui:copied') })
  } catch (error) {
    showToast({ text: error instanceof Error ? error.message : String(error), tone: 'error' })
  }
}

/** The verbs that make sense in a job's state, in the order in which they are wanted. */
export const jobMenu = (job: Job, screen: Screen, t: JobText, from: 'queue' | 'library'): MenuEntry[] => {
  const { accounts, compose, navigation, settings, verbs } = screen
  const { take } = job
  const one = { jobIds: [job.id] }
  const verb = (name: keyof typeof ICONS, run: () => void): MenuEntry => {
    const Icon = ICONS[name]
    return { id: name, label: t(`jobs:verbs.${name}`), icon: <Icon aria-hidden />, run }
  }
  const separator = (id: string): MenuEntry => ({ kind: 'separator', id })
  const models = accounts.store.getState().models[job.accountId]
  const modes = models?.phase === 'ready' ? models.models.find(({ id }) => id === job.model)?.modes : undefined
  const derive = (name: 'remix' | 'extend' | 'editTake', relation: DerivingRelation): MenuEntry[] =>
    modes?.[relation] === true ? [verb(name, () => compose.ask({ kind: 'derive', job, relation }))] : []
  const isFinished = job.status === 'completed' && take !== null
  const missing = missingTake(job, screen.now.now())
  const isPlayable = isFinished && missing === null

  const groups: MenuEntry[][] = [
    isPlayable ? [verb('play', () => navigation.play(job.id, from))] : [],
    [
      ...(job.status === 'queued'
        ? [
            verb('toFront', () => void verbs.placeMany(one, 'front')),
            verb('toEnd', () => void verbs.placeMany(one, 'end')),
            ...(job.attempts === 0 ? [verb('edit', () => navigation.set({ editingId: job.id }))] : []),
          ]
        : []),
      ...(canRetry(job) ? [verb('retry', () => void verbs.retry(job.id))] : []),
      ...(missing === 'fetchable' ? [verb('downloadAgain', () => void verbs.checkAgain(job.id))] : []),
      ...(missing === null && canCheckAgain(job) ? [verb('checkAgain', () => void verbs.checkAgain(job.id))] : []),
      ...(canCancel(job)
        ? [verb('cancel', () => void (job.status === 'queued' ? verbs.cancelMany(one) : verbs.cancel(job.id)))]
        : []),
    ],
    [
      verb('useSettings', () => compose.ask({ kind: 'reuse', job })),
      ...(isFinished
        ? [...derive('remix', 'remix'), ...derive('extend', 'extend'), ...derive('editTake', 'edit')]
        : []),
    ],
    isPlayable
      ? [
          verb('download', () => saveCopy(take.id)),
          ...(settings.store.getState().info?.canReveal === true
            ? [verb('reveal', () => void screen.bridge.request('takes.reveal', { takeId: take.id }))]
            : []),
          verb('copyPath', () => void copy(pathOf(screen, take.fileName), t)),
        ]
      : [],
    [verb('copyPrompt', () => void copy(job.prompt, t))],
    isTerminal(job.status) ? [{ ...verb('trash', () => void verbs.trash(one)), tone: 'danger' } as MenuEntry] : [],
  ]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [separator(`s${index}`), ...group]))
}

const pathOf = (screen: Screen, fileName: string): string => {
  const folder = screen.settings.store.getState().settings?.videosDir ?? ''
  const slash = folder.includes('\\') ? '\\' : '/'
  return `${folder}${slash}${fileName}`
}

const ICONS = {
  play: Play,
  toFront: ArrowUpToLine,
  toEnd: ArrowDownToLine,
  edit: Pencil,
  retry: RotateCcw,
  checkAgain: RefreshCw,
  downloadAgain: RefreshCw,
  cancel: X,
  useSettings: Settings2,
  remix: Sparkles,
  extend: Clapperboard,
  editTake: Pencil,
  download: Download,
  reveal: FolderOpen,
  copyPath: Copy,
  copyPrompt: Copy,
  trash: Trash2,
} as const
