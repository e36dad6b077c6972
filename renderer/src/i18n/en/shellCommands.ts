/** Names of what the desktop around the page does. Its menus show them, too. */
export { shellCommands } from '../../../../shared/commands/texts/shellEn.ts'
