export { shellCommands } from '../../../../shared/commands/texts/shellDe.ts'
