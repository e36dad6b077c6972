import { commands } from '../../../../shared/commands/texts/en.ts'
import { app } from './app.ts'
import { dialogs } from './dialogs.ts'
import { menu } from './menu.ts'
import { notices } from './notices.ts'
import { quit } from './quit.ts'
import { start } from './start.ts'
import { tray } from './tray.ts'
import { updates } from './updates.ts'
import { window } from './window.ts'

export const en = { app, commands, dialogs, menu, notices, quit, start, tray, updates, window }
