export { commands } from '../../../../shared/commands/texts/de.ts'
