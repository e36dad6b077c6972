import { Menu, nativeImage, nativeTheme, Tray, type NativeImage } from 'electron'
import type { Clock } from '../../core/ports.ts'
import { chooseOutside, type ChooseDeps } from '../menu/chooseCommand.ts'
import { toTemplate, type MenuChoice } from '../menu/menuEntry.ts'
import type { SystemPart } from '../menu/applicationMenu.ts'
import type { Translate } from '../texts/texts.ts'
import type { WorkWatch } from '../workload/workWatch.ts'
import { trayIconPath } from './trayIcon.ts'
import { createTrayUpdates, type TrayUpdates } from './trayUpdates.ts'
import { trayState, trayView } from './trayView.ts'

export interface TrayDeps extends ChooseDeps {
  platform: NodeJS.Platform
  /** `resources/icons/tray`: a picture for each state. */
  iconFolder: string
  translate: () => Translate
  work: Pick<WorkWatch, 'summary' | 'onChange'>
  clock: Clock
  /** As any other quit. */
  quit(): void
}

export interface TrayPart extends SystemPart {
  /** False where there is no tray: then nothing may hide in it. */
  isThere(): boolean
}

const NO_TRAY: TrayPart = { refresh: () => {}, stop: () => {}, isThere: () => false }

/** The icon beside the clock. Where the system has no place for one, the app goes on without. */
export const createTray = (deps: TrayDeps): TrayPart => {
  try {
    const icon = iconOf(deps)
    const image = picture(icon)
    if (image === null) throw new Error(`${icon} is no picture`)
    return followWork(new Tray(image), deps)
  } catch (error) {
    deps.logger.warn('there is no icon in the tray', { error: String(error) })
    return NO_TRAY
  }
}

const iconOf = ({ iconFolder, platform, work }: TrayDeps): string =>
  trayIconPath(iconFolder, trayState(work.summary()), {
    platform,
    desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
    isTaskbarDark: platform === 'win32' && nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
    isDark: nativeTheme.shouldUseDarkColors,
  })

const picture = (path: string): NativeImage | null => {
  const image = nativeImage.createFromPath(path)
  return image.isEmpty() ? null : image
}

const followWork = (tray: Tray, deps: TrayDeps): TrayPart => {
  const { platform, work, translate, clock, logger, actions, quit } = deps
  const chooseOther = chooseOutside(deps)
  const choose = (choice: MenuChoice): void => {
    updates.setOpen(false)
    if (choice.kind === 'command' && choice.commandId === 'quit') quit()
    else chooseOther(choice)
  }
  const updates: TrayUpdates = createTrayUpdates({
    clock,
    platform,
    view: () => ({ ...trayView({ summary: work.summary(), translate: translate(), platform }), icon: iconOf(deps) }),
    showGlance({ icon, tooltip }) {
      const image = picture(icon)
      if (image === null) logger.warn('a picture of the tray is missing', { icon })
      else tray.setImage(image)
      tray.setToolTip(tooltip)
    },
    showMenu(entries) {
      const menu = Menu.buildFromTemplate(toTemplate(entries, choose))
      menu.on('menu-will-show', () => updates.setOpen(true))
      menu.on('menu-will-close', () => updates.setOpen(false))
      tray.setContextMenu(menu)
    },
  })
  // macOS opens the menu by a click; both at once would be one too many.
  if (platform !== 'darwin') tray.on('click', () => actions.open())
  updates.look()
  nativeTheme.on('updated', updates.look)
  const stopListening = work.onChange(updates.look)
  return {
    refresh: updates.look,
    isThere: () => true,
    stop() {
      stopListening()
      nativeTheme.off('updated', updates.look)
      updates.stop()
      tray.destroy()
    },
  }
}
