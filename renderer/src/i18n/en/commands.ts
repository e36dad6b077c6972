/** Names of commands. The menus of the desktop show them, too. */
export { commands } from '../../../../shared/commands/texts/en.ts'
