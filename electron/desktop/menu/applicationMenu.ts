import { app, Menu, type AboutPanelOptionsOptions, type Task } from 'electron'
import type { Logger } from '../../core/ports.ts'
import type { Translate } from '../texts/texts.ts'
import type { WorkSummary, WorkWatch } from '../workload/workWatch.ts'
import { chooseInWindow, chooseOutside, type ChooseDeps } from './chooseCommand.ts'
import { dockMenu } from './dockMenu.ts'
import { toTemplate, type MenuChoice, type MenuEntry } from './menuEntry.ts'
import { menuTemplate, type MenuInput, type MenuState, type OwnKeys } from './menuTemplate.ts'
import { userTasks } from './userTasks.ts'

export interface ApplicationMenuDeps extends ChooseDeps {
  platform: NodeJS.Platform
  /** Run from the sources: with the tools for developers. */
  isDevelopment: boolean
  translate: () => Translate
  /** The person's own keys. */
  shortcuts: () => OwnKeys
  work: Pick<WorkWatch, 'summary' | 'onChange'>
  version: string
  logger: Logger
}

/** A part of the system's own that shows our words. */
export interface SystemPart {
  /** To be called when the language or the person's keys have changed. */
  refresh(): void
  stop(): void
}

/** Calls `set` with what is to be shown, and again only when that has become something else. */
const onlyChanges = <T>(set: (value: T) => void): ((value: T) => void) => {
  let shown: string | null = null
  return (value) => {
    const text = JSON.stringify(value)
    if (text === shown) return
    shown = text
    set(value)
  }
}

const menuState = ({ isPaused, counts }: WorkSummary): MenuState => ({ isPaused, hasFailed: counts.failed > 0 })

const build = (entries: readonly MenuEntry[], choose: (choice: MenuChoice) => void): Menu =>
  Menu.buildFromTemplate(toTemplate(entries, choose))

/** The application menu, the dock's menu of macOS, the taskbar's tasks of Windows, and what "About" says. */
export const createApplicationMenu = (deps: ApplicationMenuDeps): SystemPart => {
  const { platform, translate, work, logger } = deps
  const setMenu = onlyChanges((entries: MenuEntry[]) => Menu.setApplicationMenu(build(entries, chooseInWindow(deps))))
  const setDockMenu = onlyChanges((entries: MenuEntry[]) => app.dock?.setMenu(build(entries, chooseOutside(deps))))
  const setTasks = onlyChanges((tasks: Task[]) => {
    if (!app.setUserTasks(tasks)) logger.warn('Windows did not take the tasks of the taskbar')
  })
  const setAbout = onlyChanges((options: AboutPanelOptionsOptions) => app.setAboutPanelOptions(options))
  const leadingArguments = process.defaultApp ? process.argv.slice(1, 2) : []

  const refresh = (): void => {
    const input: MenuInput = {
      platform,
      isDevelopment: deps.isDevelopment,
      translate: translate(),
      shortcuts: deps.shortcuts(),
      state: menuState(work.summary()),
    }
    setMenu(menuTemplate(input))
    if (platform === 'darwin') setDockMenu(dockMenu(input))
    if (platform === 'win32')
      setTasks(userTasks({ program: process.execPath, leadingArguments, translate: input.translate }))
    setAbout({
      applicationName: 'Dailies',
      applicationVersion: deps.version,
      copyright: input.translate('menu:copyright'),
    })
  }

  refresh()
  const follow = onlyChanges(refresh)
  return { refresh, stop: work.onChange((summary) => follow(menuState(summary))) }
}
