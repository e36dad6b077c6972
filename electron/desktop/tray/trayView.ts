import { TRAY_MENU } from '../../../shared/commands/menus.ts'
import { plainLabel, SEPARATOR, tidied, withoutKeys, type MenuEntry } from '../menu/menuEntry.ts'
import { canRun, commandEntry } from '../menu/menuTemplate.ts'
import { besideOthers } from '../texts/foreignText.ts'
import type { Translate } from '../texts/texts.ts'
import type { RunningJob, WorkSummary } from '../workload/workWatch.ts'

/** What the icon says at a glance. Each has pictures of its own. */
export const TRAY_STATES = ['idle', 'running', 'attention', 'paused', 'offline'] as const
export type TrayState = (typeof TRAY_STATES)[number]

/**
 * What only the person can settle comes first; then what keeps everything from moving, before what the person has
 * stopped themselves; then work. So an icon that says "running" means that all is well.
 */
export const trayState = ({ counts, isOnline, isPaused }: WorkSummary): TrayState => {
  if (counts.needs_attention > 0) return 'attention'
  if (!isOnline) return 'offline'
  if (isPaused) return 'paused'
  return runningCount(counts) > 0 ? 'running' : 'idle'
}

/** "Dailies – 1 needs attention, 3 running, 2 waiting". */
export const trayTooltip = (summary: WorkSummary, translate: Translate): string =>
  translate('tray:tooltip', { state: stateText(summary, translate) })

export interface TrayMenuInput {
  summary: WorkSummary
  translate: Translate
  platform: NodeJS.Platform
}

/** How it stands, what is on its way, and what can be done without a window. */
export const trayMenu = ({ summary, translate, platform }: TrayMenuInput): MenuEntry[] => {
  const state = { isPaused: summary.isPaused, hasFailed: summary.counts.failed > 0 }
  const input = { platform, translate, state, isDevelopment: false, shortcuts: {} }
  const verbs = TRAY_MENU.filter((line) => line === '-' || canRun(line, state)).map((line) =>
    line === '-'
      ? SEPARATOR
      : line === 'quit'
        ? quitEntry(translate, platform)
        : withoutKeys(commandEntry(line, input)),
  )
  return tidied([
    { label: stateText(summary, translate), enabled: false },
    ...attentionEntries(summary, translate),
    SEPARATOR,
    ...summary.running.map((job) => jobEntry(job, translate)),
    ...moreEntries(summary, translate),
    SEPARATOR,
    ...verbs,
  ])
}

export interface TrayView {
  state: TrayState
  tooltip: string
  menu: MenuEntry[]
  /** The menu without the progress of the jobs: where this stays the same, a new menu can wait. */
  shape: string
}

export const trayView = (input: TrayMenuInput): TrayView => {
  const { summary, translate } = input
  const still = { ...summary, running: summary.running.map((job) => ({ ...job, progress: null })) }
  return {
    state: trayState(summary),
    tooltip: trayTooltip(summary, translate),
    menu: trayMenu(input),
    shape: JSON.stringify(trayMenu({ ...input, summary: still })),
  }
}

const runningCount = (counts: WorkSummary['counts']): number =>
  counts.submitting + counts.generating + counts.downloading

const stateText = ({ counts, isOnline, isPaused }: WorkSummary, translate: Translate): string => {
  const count = (key: 'tray:attention' | 'tray:running' | 'tray:waiting', number: number): string | null =>
    number > 0 ? translate(key, { count: number }) : null
  const parts = [
    count('tray:attention', counts.needs_attention),
    isOnline ? null : translate('tray:offline'),
    isPaused ? translate('tray:paused') : null,
    count('tray:running', runningCount(counts)),
    count('tray:waiting', counts.queued),
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(', ') : translate('tray:idle')
}

const attentionEntries = ({ counts }: WorkSummary, translate: Translate): MenuEntry[] =>
  counts.needs_attention > 0
    ? [{ label: translate('tray:decide', { count: counts.needs_attention }), choice: { kind: 'attention' } }]
    : []

/** A menu as wide as a prompt would cover the screen. */
const MOST_CHARACTERS = 44

const jobEntry = ({ id, prompt, status, progress }: RunningJob, translate: Translate): MenuEntry => {
  const shown = besideOthers(prompt, MOST_CHARACTERS)
  const label =
    progress === null || status !== 'generating'
      ? translate(`tray:${stage(status)}`, { prompt: shown })
      : translate('tray:percent', { prompt: shown, percent: Math.floor(progress) })
  return { label: plainLabel(label), choice: { kind: 'job', jobId: id } }
}

const stage = (status: RunningJob['status']): 'submitting' | 'generating' | 'downloading' =>
  status === 'submitting' || status === 'downloading' ? status : 'generating'

/** The summary names only the newest. */
const moreEntries = ({ counts, running }: WorkSummary, translate: Translate): MenuEntry[] => {
  const count = runningCount(counts) - running.length
  return count > 0 && running.length > 0
    ? [{ label: translate('tray:more', { count }), choice: { kind: 'command', commandId: 'goQueue' } }]
    : []
}

/** Not by a role: that would show keys, which do nothing here. */
const quitEntry = (translate: Translate, platform: NodeJS.Platform): MenuEntry => ({
  label: translate(platform === 'win32' ? 'menu:exit' : 'menu:quit'),
  choice: { kind: 'command', commandId: 'quit' },
})
