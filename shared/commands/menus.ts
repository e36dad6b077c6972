import type { PageCommandId } from './pageCommands.ts'
import type { ShellCommandId } from './shellCommands.ts'

/*
 * Where each command stands in the menus of the desktop: each of the page's once, which a test checks. Not imported by
 * the page: it needs none of it.
 */

export type MenuCommandId = PageCommandId | ShellCommandId
export type MenuId = 'app' | 'file' | 'edit' | 'view' | 'queue' | 'take' | 'playback' | 'window' | 'help'

/** A menu inside a menu. */
export interface SubmenuPlace {
  menu: MenuId
  lines: readonly MenuLine[]
}
/** Lines for macOS alone, or for the others alone: their people look for some things in other places. */
export interface PlatformLines {
  on: 'mac' | 'others'
  lines: readonly MenuLine[]
}
/** `-` separates. */
export type MenuLine = MenuCommandId | '-' | SubmenuPlace | PlatformLines

export const APPLICATION_MENU = [
  {
    on: 'mac',
    lines: [
      {
        menu: 'app',
        lines: [
          'about',
          '-',
          'checkForUpdates',
          'goSettings',
          '-',
          'services',
          '-',
          'hide',
          'hideOthers',
          'unhide',
          '-',
          'quit',
        ],
      },
    ],
  },
  {
    menu: 'file',
    lines: [
      'writePrompt',
      'queueTakes',
      'queueTakesFirst',
      '-',
      'promptHistory',
      'promptTemplates',
      'batchOptions',
      '-',
      'saveCopies',
      'openVideosFolder',
      '-',
      'addAccount',
      { on: 'others', lines: ['goSettings'] },
      '-',
      { on: 'mac', lines: ['closeWindow'] },
      { on: 'others', lines: ['quit'] },
    ],
  },
  {
    menu: 'edit',
    lines: [
      'undo',
      'redo',
      '-',
      'cut',
      'copy',
      'paste',
      'delete',
      'selectAll',
      '-',
      'chooseAll',
      'chooseNone',
      'copyPrompts',
      '-',
      'focusSearch',
    ],
  },
  {
    menu: 'view',
    lines: [
      'palette',
      '-',
      'goQueue',
      'goLibrary',
      'goActivity',
      '-',
      'toggleNav',
      'toggleInspector',
      'toggleComposer',
      '-',
      'showTakes',
      'showTrash',
      'toggleLayout',
      'largerPictures',
      'smallerPictures',
      '-',
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'toggleFullScreen',
      '-',
      'reload',
      'toggleDevTools',
    ],
  },
  {
    menu: 'queue',
    lines: [
      'pauseQueue',
      'pauseNow',
      'resumeQueue',
      '-',
      'toFront',
      'moveUp',
      'moveDown',
      'toEnd',
      '-',
      'decideActive',
      'retryChosen',
      'cancelChosen',
      '-',
      'retryAllFailed',
    ],
  },
  {
    menu: 'take',
    lines: [
      'playTake',
      'scrubBack',
      'scrubForward',
      '-',
      'useSettings',
      'trashChosen',
      '-',
      {
        menu: 'playback',
        lines: [
          'player_toggle',
          'player_reverse',
          'player_stop',
          'player_forward',
          '-',
          'player_stepBack',
          'player_stepForward',
          'player_toStart',
          'player_toEnd',
          'player_previous',
          'player_next',
          '-',
          'player_markIn',
          'player_markOut',
          'player_clearMarks',
          'player_loop',
          'player_slower',
          'player_faster',
          '-',
          'player_zoomCycle',
          'player_zoomIn',
          'player_zoomOut',
          'player_mute',
          'player_fullScreen',
          'player_details',
          '-',
          'player_grab',
          'player_grabReference',
        ],
      },
    ],
  },
  {
    menu: 'window',
    lines: [
      'minimize',
      { on: 'others', lines: ['closeWindow'] },
      { on: 'mac', lines: ['zoomWindow', '-', 'bringToFront'] },
    ],
  },
  {
    menu: 'help',
    lines: [
      'documentation',
      'shortcuts',
      '-',
      'saveDiagnostics',
      'openDataFolder',
      '-',
      'licences',
      { on: 'others', lines: ['checkForUpdates', 'about'] },
    ],
  },
] as const satisfies readonly MenuLine[]

/** Below the running jobs. Of pause and resume only the one that makes sense is there. */
export const TRAY_MENU = [
  'pauseQueue',
  'resumeQueue',
  '-',
  'open',
  'writePrompt',
  'goLibrary',
  '-',
  'quit',
] as const satisfies readonly MenuLine[]

/** The dock's menu of macOS; the system adds windows and quitting itself. */
export const DOCK_MENU = [
  'writePrompt',
  'goLibrary',
  '-',
  'pauseQueue',
  'resumeQueue',
] as const satisfies readonly MenuLine[]

/** What Windows offers at the icon in the taskbar, whether the app runs or not. */
export const USER_TASKS = ['writePrompt', 'goQueue', 'goLibrary'] as const satisfies readonly PageCommandId[]
