import { describe, expect, it } from 'vitest'
import type { ShellEvent } from '../../../../shared/shell/shellContract.ts'
import { createOpenings } from '../../../../electron/desktop/lifecycle/openings.ts'
import type { Opened } from '../../../../electron/desktop/system/openedFiles.ts'

const open = (jobId: string, isPlayed = false): ShellEvent => ({ type: 'shell.open', data: { jobId, isPlayed } })
const settle = () => new Promise((resolve) => setImmediate(resolve))

const createStand = () => {
  const sent: ShellEvent[] = []
  const refused: string[] = []
  const read: string[] = []
  let shown = 0
  const openings = createOpenings({
    show: () => (shown += 1),
    send: (event) => sent.push(event),
    readOpened: async (path): Promise<Opened> => {
      read.push(path)
      if (path.endsWith('.mp4')) return { kind: 'job', jobId: path.slice(1, -4) }
      if (path.endsWith('.exe')) return { kind: 'refused', message: `${path} is nothing for Dailies` }
      return { kind: 'file', file: { name: path.slice(1), base64: 'AA==' } }
    },
    refuse: (messages) => refused.push(...messages),
  })
  return { openings, sent, refused, read, shown: () => shown }
}

describe('openings', () => {
  it('keeps what a start asked for until the page is ready, in order', async () => {
    const { openings, sent, read } = createStand()
    openings.start({ isHidden: false, jobIds: ['a'], files: ['/x.png'], command: null })
    openings.job('b', true)
    await settle()
    expect([sent, read]).toEqual([[], []])
    openings.pageReady()
    await settle()
    expect(sent).toEqual([
      open('a'),
      open('b', true),
      { type: 'shell.files', data: { files: [{ name: 'x.png', base64: 'AA==' }] } },
    ])
  })

  it('sends at once to a page that is ready, and each thing once', () => {
    const { openings, sent, shown } = createStand()
    openings.pageReady()
    openings.job('a', false)
    openings.pageReady()
    openings.command('compose')
    expect(sent).toEqual([open('a'), { type: 'shell.run', data: { commandId: 'compose' } }])
    expect(shown()).toBe(2)
  })

  it('shows the window for a job even when its page is gone, and waits for the new page', () => {
    const { openings, sent, shown } = createStand()
    openings.pageReady()
    openings.pageGone()
    openings.job('a', true)
    expect([shown(), sent]).toEqual([1, []])
    openings.pageReady()
    expect(sent).toEqual([open('a', true)])
  })

  it('runs the command that a start asked for, once there is a page', () => {
    const { openings, sent } = createStand()
    openings.start({ isHidden: false, jobIds: [], files: [], command: 'goLibrary' })
    expect(sent).toEqual([])
    openings.pageReady()
    expect(sent).toEqual([{ type: 'shell.run', data: { commandId: 'goLibrary' } }])
  })

  it('waits again after the page was loaded anew', () => {
    const { openings, sent } = createStand()
    openings.pageReady()
    openings.pageGone()
    openings.pageReady()
    openings.job('a', false)
    expect(sent).toEqual([open('a')])
  })

  it('does not show the window for the arguments of a start: who started decides that', () => {
    const { openings, shown } = createStand()
    openings.start({ isHidden: true, jobIds: ['a'], files: ['/a.png'], command: null })
    expect(shown()).toBe(0)
  })

  it('hands all files over together, opens the jobs of takes, and says what it refuses', async () => {
    const { openings, sent, refused, shown } = createStand()
    openings.pageReady()
    openings.files(['/a.png', '/job1.mp4', '/b.csv', '/c.exe'])
    await settle()
    expect(sent).toEqual([
      {
        type: 'shell.files',
        data: {
          files: [
            { name: 'a.png', base64: 'AA==' },
            { name: 'b.csv', base64: 'AA==' },
          ],
        },
      },
      open('job1'),
    ])
    expect(refused).toEqual(['/c.exe is nothing for Dailies'])
    expect(shown()).toBe(1)
  })

  it('keeps files that were read while the page went away for the next page', async () => {
    const { openings, sent } = createStand()
    openings.pageReady()
    openings.files(['/a.png'])
    openings.pageGone()
    await settle()
    expect(sent).toEqual([])
    openings.pageReady()
    expect(sent).toHaveLength(1)
  })

  it('keeps the newest hundred while no page gets ready', () => {
    const { openings, sent } = createStand()
    for (let index = 0; index < 150; index++) openings.job(String(index), false)
    openings.pageReady()
    expect(sent).toHaveLength(100)
    expect(sent.at(-1)).toEqual(open('149'))
  })
})
