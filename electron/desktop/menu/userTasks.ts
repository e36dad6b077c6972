import type { Task } from 'electron'
import { USER_TASKS } from '../../../shared/commands/menus.ts'
import type { PageCommandId } from '../../../shared/commands/pageCommands.ts'
import type { Translate } from '../texts/texts.ts'

const SWITCH = '--command='

export interface UserTasksInput {
  /** The program that is running. */
  program: string
  /** What stands before everything else: the app's folder, where Electron is started with it; empty else. */
  leadingArguments: readonly string[]
  translate: Translate
}

/** What Windows offers at the taskbar's icon: a start of the app with a command to run. */
export const userTasks = ({ program, leadingArguments, translate }: UserTasksInput): Task[] =>
  USER_TASKS.map((commandId) => ({
    program,
    arguments: [...leadingArguments.map((argument) => `"${argument}"`), `${SWITCH}${commandId}`].join(' '),
    iconPath: program,
    iconIndex: 0,
    title: translate(`commands:${commandId}`),
    description: translate(`commands:${commandId}`),
  }))

/** Anybody can start a program, so only the commands of the tasks count. */
export const isTaskCommand = (value: unknown): value is PageCommandId =>
  USER_TASKS.some((commandId) => commandId === value)

/** The command that a start asks for. */
export const commandOfStart = (argv: readonly string[]): PageCommandId | null => {
  const wanted = argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length)
  return isTaskCommand(wanted) ? wanted : null
}
