import { describe, expect, it } from 'vitest'
import { commandOfStart, userTasks } from '../../../../electron/desktop/menu/userTasks.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'

describe('the tasks of the Windows taskbar', () => {
  const tasks = (leadingArguments: string[]) =>
    userTasks({ program: 'C:\\Dailies\\Dailies.exe', leadingArguments, translate: createTranslate('en') })

  it('start the app with a command that it understands again', () => {
    for (const task of tasks([])) expect(commandOfStart(['Dailies.exe', ...task.arguments.split(' ')])).not.toBeNull()
    expect(tasks([]).map(({ title }) => title)).toEqual(['Write a prompt', 'Queue', 'Library'])
    expect(tasks([])[0]).toMatchObject({ program: 'C:\\Dailies\\Dailies.exe', arguments: '--command=writePrompt' })
  })

  it('name the folder of the app where Electron is started with it, also with spaces in it', () => {
    expect(tasks(['C:\\My apps\\dailies'])[0]?.arguments).toBe('"C:\\My apps\\dailies" --command=writePrompt')
  })
})

describe('the command that a start asks for', () => {
  it('is one of those tasks, or none', () => {
    expect(commandOfStart(['dailies', '--hidden', '--command=goLibrary'])).toBe('goLibrary')
    expect(commandOfStart(['dailies', '--command=trashChosen'])).toBeNull()
    expect(commandOfStart(['dailies', '--command='])).toBeNull()
    expect(commandOfStart(['dailies', 'goLibrary'])).toBeNull()
    expect(commandOfStart([])).toBeNull()
  })
})
