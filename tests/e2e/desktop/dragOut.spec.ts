import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type DesktopApp } from '../drivers/desktop.ts'
import { finishTake, shellAnswer, shellData } from './shellAnswers.ts'
import { takesOnDisk } from './steps.ts'

/** What the system was handed, oldest first. */
const drags = async (desktop: DesktopApp): Promise<{ file: string; files: string[]; icon: string }[]> =>
  (await desktop.system.calls('webContents.startDrag')).map(({ args }) => args[0] as never)

const hasPoster = async (desktop: DesktopApp, jobId: string): Promise<void> =>
  await expect.poll(async () => (await desktop.rpc('jobs.get', { jobId })).take?.hasPoster).toBe(true)

test('dragging a take out hands over its file, with its poster at the mouse', async ({ desktop }) => {
  const take = await finishTake(desktop, 'A lighthouse at dusk')
  await hasPoster(desktop, take.jobId)
  await shellData(desktop, 'shell.dragTakes', { takeIds: [take.id] })
  await expect.poll(async () => (await drags(desktop)).length).toBe(1)
  const [name = ''] = await takesOnDisk(desktop)
  const path = join(desktop.videosDir, name)
  const [drag] = await drags(desktop)
  expect(drag).toMatchObject({ file: path, files: [path] })
  // The demo's posters are 16:9.
  expect(drag?.icon).toMatch(/^\[NativeImage 160x9\d /)
})

test('several takes go together, each of them once, with their number at the mouse', async ({ desktop }) => {
  const first = await finishTake(desktop, 'A lighthouse at dusk')
  const second = await finishTake(desktop, 'A heron in the reeds')
  await hasPoster(desktop, first.jobId)
  await shellData(desktop, 'shell.dragTakes', { takeIds: [first.id, second.id, first.id] })
  await expect.poll(async () => (await drags(desktop)).length).toBe(1)
  const [drag] = await drags(desktop)
  expect(drag?.files.map((path) => path.slice(desktop.videosDir.length + 1))).toEqual([first.fileName, second.fileName])
  expect(drag?.icon).toMatch(/ bitmap\]$/)
})

test('nothing but the files of takes can be dragged', async ({ desktop }) => {
  const take = await finishTake(desktop, 'A lighthouse at dusk')
  await rm(join(desktop.videosDir, take.fileName))
  for (const takeIds of [
    ['nobody-knows-this-one'],
    [take.jobId],
    ['../../../../etc/passwd'],
    [join(desktop.videosDir, take.fileName)],
    [join(desktop.dataDir, 'secrets.json')],
  ]) {
    expect(await shellAnswer(desktop, 'shell.dragTakes', { takeIds })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  }
  const answer = await shellAnswer(desktop, 'shell.dragTakes', { takeIds: [take.id] })
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining(take.fileName) } })
  expect(await shellAnswer(desktop, 'shell.dragTakes', { takeIds: [] })).toMatchObject({ ok: false })
  expect(await drags(desktop)).toEqual([])
})

test('of a selection, those that are there are dragged, and the others are named', async ({ desktop }) => {
  const gone = await finishTake(desktop, 'A heron in the reeds')
  const take = await finishTake(desktop, 'A lighthouse at dusk')
  await rm(join(desktop.videosDir, gone.fileName))
  const takeIds = [gone.id, take.id, 'nobody-knows-this-one']
  const answer = await shellData(desktop, 'shell.dragTakes', { takeIds })
  expect(answer).toEqual({ leftOut: [gone.id, 'nobody-knows-this-one'] })
  await expect.poll(async () => (await drags(desktop)).length).toBe(1)
  const [drag] = await drags(desktop)
  const path = join(desktop.videosDir, take.fileName)
  expect(drag).toMatchObject({ file: path, files: [path] })
})
