import { describe, expect, it } from 'vitest'
import {
  parseStartArguments,
  readStartArguments,
  type CommandLine,
} from '../../../../electron/desktop/lifecycle/startArguments.ts'
import { USER_TASKS } from '../../../../shared/commands/menus.ts'

const NOTHING = { isHidden: false, jobIds: [], files: [], command: null }

const parse = (argv: string[], rest: Partial<CommandLine> = {}) =>
  parseStartArguments({
    argv: ['/opt/Dailies/dailies', ...argv],
    workingFolder: '/home/me',
    platform: 'linux',
    isDefaultApp: false,
    ...rest,
  })

const onWindows = (argv: string[]) => parse(argv, { platform: 'win32', workingFolder: 'C:\\Users\\me' })

describe('parseStartArguments', () => {
  it('asks for nothing where nothing was said', () => {
    expect(parse([])).toEqual(NOTHING)
    expect(parseStartArguments({ argv: [], workingFolder: '/', platform: 'linux', isDefaultApp: true })).toEqual(
      NOTHING,
    )
  })

  it('finds links, files and --hidden between the switches that Chromium adds', () => {
    const argv = [
      '--allow-file-access-from-files',
      'dailies://job/a1',
      '--original-process-start-time=13375000000000000',
      'clips/one.mp4',
      '--hidden',
      '--enable-features=X,Y',
      '/tmp/still.png',
    ]
    expect(parse(argv)).toEqual({
      ...NOTHING,
      isHidden: true,
      jobIds: ['a1'],
      files: ['/home/me/clips/one.mp4', '/tmp/still.png'],
    })
  })

  it('runs the commands of the taskbar, and no others', () => {
    expect(onWindows([`--command=${USER_TASKS[0]}`]).command).toBe(USER_TASKS[0])
    expect(onWindows(['--command=emptyTrash']).command).toBeNull()
    expect(onWindows(['--command=']).command).toBeNull()
  })

  it('passes over the folder of the app where it is run from the sources', () => {
    expect(parse(['--inspect=9229', '.', 'dailies://job/a1', 'one.png'], { isDefaultApp: true })).toEqual({
      ...NOTHING,
      jobIds: ['a1'],
      files: ['/home/me/one.png'],
    })
  })

  it('reads what Windows passes: drives, shares, and switches with a slash', () => {
    const argv = ['/prefetch:1', 'D:\\takes\\a b.mp4', '\\\\server\\share\\x.png', 'rel.csv', '/hidden']
    expect(onWindows(argv)).toEqual({
      ...NOTHING,
      files: ['D:\\takes\\a b.mp4', '\\\\server\\share\\x.png', 'C:\\Users\\me\\rel.csv'],
    })
  })

  it('takes the file addresses that Linux desktops pass for paths', () => {
    const argv = ['file:///home/me/My%20Takes/a.png', 'file://elsewhere/x.png', 'file:///a%2Fb.png', 'FILE:///b.png']
    expect(parse(argv).files).toEqual(['/home/me/My Takes/a.png', '/b.png'])
    expect(onWindows(['file:///C:/My%20Takes/a.png']).files).toEqual(['C:\\My Takes\\a.png'])
  })

  it.each([
    'dailies://job/../x',
    'dailies://app/',
    'dailies://job/a%2Fb',
    'dailies:x',
    `dailies://job/${'x'.repeat(999)}`,
  ])('takes the hostile link %s neither for a job nor for a file', (link) => {
    expect(parse([link])).toEqual(NOTHING)
    expect(onWindows([link])).toEqual(NOTHING)
  })

  it.each(['https://evil.example/x.png', 'javascript:x', 'smb://server/x', 'a\0b.png', 'x'.repeat(5000), ''])(
    'takes %j for no file',
    (argument) => {
      expect(parse([argument])).toEqual(NOTHING)
    },
  )

  it('names each thing once, and no more than a hundred', () => {
    expect(parse(['a.png', './a.png', 'dailies://job/j', 'dailies://job/j/'])).toEqual({
      ...NOTHING,
      jobIds: ['j'],
      files: ['/home/me/a.png'],
    })
    expect(parse(Array.from({ length: 500 }, (_, index) => `${index}.png`)).files).toHaveLength(100)
  })
})

describe('readStartArguments', () => {
  it('takes back what the other instance found', () => {
    const asked = { isHidden: true, jobIds: ['a'], files: ['/tmp/a.png', 'C:\\a.png'], command: USER_TASKS[0] }
    expect(readStartArguments(JSON.parse(JSON.stringify(asked)))).toEqual(asked)
  })

  it('drops what the other instance can not have found', () => {
    const files = ['relative.png', '/a\0.png', '/ok.png']
    const asked = { isHidden: false, jobIds: ['../x', 'a/b', 'ok'], files, command: 'emptyTrash' }
    expect(readStartArguments(asked)).toEqual({ ...NOTHING, jobIds: ['ok'], files: ['/ok.png'] })
  })

  it.each([
    null,
    undefined,
    'x',
    7,
    [],
    {},
    { isHidden: 1, jobIds: [], files: [] },
    { isHidden: true, jobIds: 'a', files: [] },
    { isHidden: true, jobIds: [1], files: [] },
  ])('refuses %j', (value) => {
    expect(readStartArguments(value)).toBeNull()
  })
})
