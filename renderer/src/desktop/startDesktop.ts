import { runCommand } from '../commands/runCommand.ts'
import { loadTexts } from '../i18n/i18n.ts'
import { showJob } from '../jobs/showJob.ts'
import type { MirrorStorage } from '../stores/preferencesStore.ts'
import type { Screen } from '../stores/screen.ts'
import type { ShellStore } from '../stores/shellStore.ts'
import { followAccent } from './followAccent.ts'
import { toFile } from './openedFiles.ts'
import { tellShell } from './tellShell.ts'
import { whenShown } from './whenShown.ts'

/**
 * The page's side of the desktop: does what menus, links, notices and the system ask of it, and tells the shell what it
 * has to know. Loaded in the desktop app only, behind the first paint.
 */
export const startDesktop = (screen: Screen, shell: ShellStore, mirror: MirrorStorage): (() => void) => {
  const { bridge } = shell
  const stops = [
    bridge.on('shell.run', ({ commandId }) => runCommand(screen, commandId)),
    bridge.on('shell.open', ({ jobId, isPlayed }) => void showJob(screen, jobId, { isPlayed })),
    bridge.on('shell.files', ({ files }) => screen.compose.ask({ kind: 'files', files: files.map(toFile) })),
    tellShell(screen, bridge),
    followAccent(screen, shell, mirror),
    whenShown(screen, screen.timers, () => {
      performance.mark('dailies:shown')
      // Only now: what waits at the shell comes as soon as it hears this.
      void loadTexts().finally(() => void bridge.request('shell.ready', {}))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
