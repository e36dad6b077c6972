import type { Command, CommandGroup } from '../../commands/command.ts'

/** Commands by group, both in the order in which they were declared. */
export const groupCommands = (
  commands: readonly Command[],
  isWanted: (command: Command) => boolean,
): { group: CommandGroup; commands: Command[] }[] => {
  const groups = new Map<CommandGroup, Command[]>()
  for (const command of commands.filter(isWanted)) {
    const known = groups.get(command.group)
    if (known === undefined) groups.set(command.group, [command])
    else known.push(command)
  }
  return [...groups].map(([group, members]) => ({ group, commands: members }))
}
