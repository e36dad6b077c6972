import type { CommandFacts } from './command.ts'
import { PLAYER_KEYS, type PlayerAction } from './playerKeys.ts'

/*
 * Everything a person can do in the page by name or key, declared once: the palette, the sheet of shortcuts, the
 * shortcuts editor, the keyboard, the menus and the tray read it from here. The order is the palette's.
 *
 * A new command stands here, has its name in `texts/`, its deed in `renderer/src/commands` (without either it does not
 * compile), and its place in `menus.ts`.
 */

type Facts = Record<string, CommandFacts>

/** Getting about, the queue as a whole, and help. */
export const GENERAL_COMMANDS = {
  palette: { group: 'help', scope: 'everywhere', keys: ['Mod+K'] },
  shortcuts: { group: 'help', scope: 'workbench', keys: ['?', 'F1'] },
  goQueue: { group: 'go', scope: 'workbench', keys: ['1'] },
  goLibrary: { group: 'go', scope: 'workbench', keys: ['2'] },
  goActivity: { group: 'go', scope: 'workbench', keys: ['3'] },
  goSettings: { group: 'go', scope: 'workbench', keys: ['4', 'Mod+,'] },
  addAccount: { group: 'go', scope: 'workbench' },
  toggleNav: { group: 'view', scope: 'everywhere', keys: ['Mod+B'] },
  toggleInspector: { group: 'view', scope: 'everywhere', keys: ['Mod+I'] },
  toggleComposer: { group: 'view', scope: 'everywhere', keys: ['Mod+J'] },
  pauseQueue: { group: 'queue', scope: 'workbench' },
  pauseNow: { group: 'queue', scope: 'workbench' },
  resumeQueue: { group: 'queue', scope: 'workbench' },
  retryAllFailed: { group: 'queue', scope: 'workbench' },
} as const satisfies Facts

/** Writing and sending prompts. */
export const COMPOSE_COMMANDS = {
  writePrompt: { group: 'compose', scope: 'workbench', keys: ['N'] },
  queueTakes: { group: 'compose', scope: 'everywhere', keys: ['Mod+Enter'] },
  queueTakesFirst: { group: 'compose', scope: 'everywhere', keys: ['Mod+Shift+Enter'] },
  batchOptions: { group: 'compose', scope: 'everywhere', keys: ['Mod+Shift+B'] },
  promptHistory: { group: 'compose', scope: 'everywhere', keys: ['Mod+Shift+H'] },
  promptTemplates: { group: 'compose', scope: 'everywhere', keys: ['Mod+Shift+L'] },
} as const satisfies Facts

/** The queue by keyboard. */
export const QUEUE_COMMANDS = {
  focusSearch: { group: 'view', scope: 'workbench', keys: ['/', 'Mod+F'] },
  moveUp: { group: 'queue', scope: 'queue', keys: ['Alt+Up'] },
  moveDown: { group: 'queue', scope: 'queue', keys: ['Alt+Down'] },
  decideActive: { group: 'queue', scope: 'queue', keys: ['D'] },
} as const satisfies Facts

/** Verbs on what is chosen in the present list. */
export const SELECTION_COMMANDS = {
  chooseAll: { group: 'selection', scope: 'workbench', keys: ['Mod+A'] },
  chooseNone: { group: 'selection', scope: 'workbench', keys: ['Escape'] },
  toFront: { group: 'selection', scope: 'queue', keys: ['Shift+Home'] },
  toEnd: { group: 'selection', scope: 'queue', keys: ['Shift+End'] },
  retryChosen: { group: 'selection', scope: 'workbench', keys: ['R'] },
  cancelChosen: { group: 'selection', scope: 'workbench' },
  trashChosen: { group: 'selection', scope: 'workbench', keys: ['Delete', 'Backspace'] },
} as const satisfies Facts

/** The library's own: what it shows, and what is done with the takes in it. */
export const LIBRARY_COMMANDS = {
  playTake: { group: 'library', scope: 'library', keys: ['Space'] },
  useSettings: { group: 'library', scope: 'library', keys: ['U'] },
  scrubBack: { group: 'library', scope: 'library', keys: [',', 'Alt+Left'] },
  scrubForward: { group: 'library', scope: 'library', keys: ['.', 'Alt+Right'] },
  saveCopies: { group: 'library', scope: 'library', keys: ['Mod+S'] },
  copyPrompts: { group: 'library', scope: 'library', keys: ['Mod+C'] },
  toggleLayout: { group: 'library', scope: 'library', keys: ['G'] },
  largerPictures: { group: 'library', scope: 'library', keys: ['+', '='] },
  smallerPictures: { group: 'library', scope: 'library', keys: ['-'] },
  showTakes: { group: 'library', scope: 'workbench' },
  showTrash: { group: 'library', scope: 'workbench' },
} as const satisfies Facts

export type PlayerCommandId = `player_${PlayerAction}`

/** What the player does, as commands. */
export const PLAYER_COMMANDS = Object.fromEntries(
  Object.entries(PLAYER_KEYS).map(([action, keys]) => [`player_${action}`, { group: 'player', scope: 'player', keys }]),
) as unknown as Readonly<Record<PlayerCommandId, Required<CommandFacts>>>

export const PAGE_COMMANDS = {
  ...GENERAL_COMMANDS,
  ...COMPOSE_COMMANDS,
  ...QUEUE_COMMANDS,
  ...SELECTION_COMMANDS,
  ...LIBRARY_COMMANDS,
  ...PLAYER_COMMANDS,
}

export type PageCommandId = keyof typeof PAGE_COMMANDS
