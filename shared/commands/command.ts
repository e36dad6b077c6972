/** The headings of the palette, the sheet of shortcuts and the shortcuts editor. */
export type CommandGroup = 'go' | 'compose' | 'queue' | 'selection' | 'library' | 'player' | 'view' | 'help'

/** Where a command's keys work. `everywhere` also while typing, so only with Mod; the others only outside of text fields. */
export type CommandScope = 'everywhere' | 'workbench' | 'queue' | 'library' | 'player'

/** What a command of the page is; what it does is bound to it in the page. */
export interface CommandFacts {
  group: CommandGroup
  scope: CommandScope
  /** The usual ones, as `shortcut.ts` reads them, such as `Mod+Shift+Enter`, `J`, `?`. */
  keys?: readonly string[]
}
