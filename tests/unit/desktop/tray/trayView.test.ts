import { describe, expect, it } from 'vitest'
import { NO_JOBS } from '../../../../shared/queue/noJobs.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'
import { trayMenu, trayState, trayTooltip, trayView } from '../../../../electron/desktop/tray/trayView.ts'
import type { MenuEntry } from '../../../../electron/desktop/menu/menuEntry.ts'
import type { RunningJob, WorkSummary } from '../../../../electron/desktop/workload/workWatch.ts'

const english = createTranslate('en')
const summaryWith = ({
  counts = {},
  ...rest
}: { counts?: Partial<WorkSummary['counts']> } & Partial<Omit<WorkSummary, 'counts'>> = {}): WorkSummary => ({
  counts: { ...NO_JOBS, ...counts },
  isPaused: false,
  running: [],
  unreadCount: 0,
  isOnline: true,
  ...rest,
})
const job = (changes: Partial<RunningJob> = {}): RunningJob => ({
  id: 'job-1',
  prompt: 'A red kite over the sea',
  status: 'generating',
  progress: 45,
  ...changes,
})
const menuOf = (summary: WorkSummary, platform: NodeJS.Platform = 'linux'): MenuEntry[] =>
  trayMenu({ summary, translate: english, platform })
const labels = (entries: readonly MenuEntry[]): (string | undefined)[] =>
  entries.map(({ label, type }) => label ?? type)

describe('the state of the tray', () => {
  it('is idle when nothing runs, also while jobs wait that may not start', () => {
    expect(trayState(summaryWith({ counts: { completed: 12, failed: 3 } }))).toBe('idle')
    expect(trayState(summaryWith({ counts: { queued: 4 } }))).toBe('idle')
  })

  it.each(['submitting', 'generating', 'downloading'] as const)('is running while one is %s', (status) => {
    expect(trayState(summaryWith({ counts: { [status]: 1 } }))).toBe('running')
  })

  it('puts a decision before no connection, that before a pause, and a pause before work', () => {
    const work = { counts: { generating: 2 } }
    expect(trayState(summaryWith({ ...work, isPaused: true }))).toBe('paused')
    expect(trayState(summaryWith({ ...work, isPaused: true, isOnline: false }))).toBe('offline')
    expect(
      trayState(summaryWith({ counts: { generating: 2, needs_attention: 1 }, isPaused: true, isOnline: false })),
    ).toBe('attention')
  })
})

describe('the tooltip', () => {
  const tooltip = (summary: WorkSummary): string => trayTooltip(summary, english)

  it('counts what runs and what waits', () => {
    expect(tooltip(summaryWith({ counts: { submitting: 1, generating: 1, downloading: 1, queued: 2 } }))).toBe(
      'Dailies – 3 running, 2 waiting',
    )
    expect(tooltip(summaryWith({ counts: { queued: 1200 } }))).toBe('Dailies – 1,200 waiting')
    expect(tooltip(summaryWith())).toBe('Dailies – nothing to do')
  })

  it('says all that is the matter, what is worst first', () => {
    expect(
      tooltip(
        summaryWith({ counts: { needs_attention: 1, generating: 2, queued: 5 }, isPaused: true, isOnline: false }),
      ),
    ).toBe('Dailies – 1 needs attention, offline, paused, 2 running, 5 waiting')
  })

  it('stays within the 127 characters that Windows shows, in German, too', () => {
    const everything = summaryWith({
      counts: { needs_attention: 99_999, generating: 99_999, queued: 99_999 },
      isPaused: true,
      isOnline: false,
    })
    for (const language of ['en', 'de'] as const) {
      expect(trayTooltip(everything, createTranslate(language)).length).toBeLessThanOrEqual(127)
    }
  })
})

describe('the tray’s menu', () => {
  it('has how it stands, and what can be done without a window', () => {
    expect(labels(menuOf(summaryWith()))).toEqual([
      'nothing to do',
      'separator',
      'Pause after the running jobs',
      'separator',
      'Open Dailies',
      'Write a prompt',
      'Library',
      'separator',
      'Quit Dailies',
    ])
    expect(menuOf(summaryWith())[0]).toMatchObject({ enabled: false })
  })

  it('names the running jobs with their progress; a click opens the job', () => {
    const summary = summaryWith({
      counts: { generating: 2, downloading: 1, submitting: 1 },
      running: [
        job({ progress: 45.9 }),
        job({ id: 'job-2', progress: null }),
        job({ id: 'job-3', status: 'downloading', progress: 100 }),
        job({ id: 'job-4', status: 'submitting', progress: null, prompt: 'Salt & pepper' }),
      ],
    })
    expect(menuOf(summary).slice(2, 6)).toEqual([
      { label: 'A red kite over the sea – 45 %', choice: { kind: 'job', jobId: 'job-1' } },
      { label: 'A red kite over the sea – being generated', choice: { kind: 'job', jobId: 'job-2' } },
      { label: 'A red kite over the sea – being downloaded', choice: { kind: 'job', jobId: 'job-3' } },
      { label: 'Salt && pepper – being sent', choice: { kind: 'job', jobId: 'job-4' } },
    ])
  })

  it('cuts a long prompt between characters', () => {
    const [, , line] = menuOf(summaryWith({ counts: { generating: 1 }, running: [job({ prompt: '🪁'.repeat(80) })] }))
    expect(line?.label).toBe(`${'🪁'.repeat(43)}… – 45 %`)
  })

  it('lets no prompt turn the line around or break it', () => {
    const labelOf = (prompt: string) =>
      menuOf(summaryWith({ counts: { generating: 1 }, running: [job({ prompt })] }))[2]?.label
    expect(labelOf('a \u202efox\u0007')).toBe('a fox – 45 %')
    expect(labelOf('שועל')).toBe('\u2068שועל\u2069 – 45 %')
    expect(labelOf('👩‍👩‍👧'.repeat(60))).toBe(`${'👩‍👩‍👧'.repeat(43)}… – 45 %`)
  })

  it('counts those that it does not name', () => {
    const menu = menuOf(summaryWith({ counts: { generating: 8 }, running: [job()] }))
    expect(menu[3]).toEqual({ label: '7 more', choice: { kind: 'command', commandId: 'goQueue' } })
  })

  it('offers to resume while the queue is paused, not to pause again', () => {
    const shown = labels(menuOf(summaryWith({ isPaused: true })))
    expect(shown).toContain('Resume the queue')
    expect(shown).not.toContain('Pause after the running jobs')
  })

  it('leads to what a person must decide', () => {
    expect(menuOf(summaryWith({ counts: { needs_attention: 2 } }))[1]).toEqual({
      label: 'Decide about 2 jobs…',
      choice: { kind: 'attention' },
    })
  })

  it('quits through the app, not through a role, and shows no keys that do nothing there', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const menu = menuOf(summaryWith(), platform)
      expect(menu.at(-1)?.choice).toEqual({ kind: 'command', commandId: 'quit' })
      expect(menu.filter((entry) => 'role' in entry || 'accelerator' in entry)).toEqual([])
    }
  })
})

describe('the view of the tray', () => {
  const view = (summary: WorkSummary) => trayView({ summary, translate: english, platform: 'linux' })

  it('keeps its shape while only progress is made', () => {
    const at = (progress: number) => view(summaryWith({ counts: { generating: 1 }, running: [job({ progress })] }))
    expect(at(10).shape).toBe(at(80).shape)
    expect(at(10).menu).not.toEqual(at(80).menu)
    expect(at(10).shape).not.toBe(view(summaryWith()).shape)
  })
})
