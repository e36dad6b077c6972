import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeFileStore } from '../../../../electron/core/media/nodeFileStore.ts'
import { checkVideosFolder, freeBytesAt } from '../../../../electron/core/settings/videosFolder.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'
import { startEngine, videoOf } from '../jobs/engineUnderTest.ts'

const refusal = (check: Promise<void>) =>
  check.then(
    () => expect.fail('the folder was not refused'),
    (error: unknown) => error,
  )

describe('the videos folder', () => {
  it('may be any folder that can be written, also one that is not there yet; nothing is left in it', async () => {
    await using temp = await makeTempFolder()
    const folder = join(temp.path, 'new', 'deeper')
    await checkVideosFolder(createNodeFileStore(), folder)
    expect(await readdir(folder)).toEqual([])
  })

  it('is refused where it cannot be, naming the field and the reason', async () => {
    await using temp = await makeTempFolder()
    await writeFile(join(temp.path, 'file'), 'x')
    const files = createNodeFileStore()
    const refused = { code: 'invalid', field: 'videosDir' }
    expect(await refusal(checkVideosFolder(files, 'videos'))).toMatchObject(refused)
    expect(await refusal(checkVideosFolder(files, join(temp.path, 'file', 'x')))).toMatchObject({
      ...refused,
      message: expect.stringContaining('is a file, not a folder') as string,
    })
  })

  it.each([
    ['openPart', 'EROFS', 'read-only'],
    ['openPart', 'EACCES', 'may not write'],
    ['write', 'ENOSPC', 'full'],
    ['makeFolder', 'EIO', 'EIO'],
  ] as const)('is refused when the disk says so: %s %s', async (operation, code, words) => {
    const files = createMemoryFileStore()
    files.failNext(operation, code)
    expect(await refusal(checkVideosFolder(files, '/elsewhere'))).toMatchObject({
      message: expect.stringContaining(words) as string,
    })
    expect(files.paths()).toEqual([])
  })

  it('is not changed in the settings when it is refused', async () => {
    const engine = await startEngine()
    expect(await engine.refused('settings.update', { videosDir: 'here' })).toMatchObject({ field: 'videosDir' })
    expect(await engine.ask('settings.get')).toMatchObject({ videosDir: '/videos', trashRetentionDays: 30 })
    expect(await engine.ask('settings.update', { videosDir: '/elsewhere' })).toMatchObject({ videosDir: '/elsewhere' })
  })

  it('has free space even before it is made', async () => {
    await using temp = await makeTempFolder()
    const files = createNodeFileStore()
    await mkdir(join(temp.path, 'a'))
    expect(await freeBytesAt(files, join(temp.path, 'a', 'b', 'c'))).toBeGreaterThan(0)
    const broken = createMemoryFileStore()
    broken.failNext('freeBytes', 'EIO')
    expect(await freeBytesAt(broken, '/videos')).toBeNull()
  })
})

it('the storage view counts takes and their bytes', async () => {
  const engine = await startEngine({ files: createMemoryFileStore({ capacityBytes: 10 ** 9 }) })
  expect(await engine.ask('storage.info')).toMatchObject({ takes: { count: 0, sizeBytes: 0 }, freeBytes: 10 ** 9 })
  engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
  const { id } = await engine.create()
  await engine.clock.advance(60_000)
  const { take } = await engine.job(id)
  expect(await engine.ask('storage.info')).toMatchObject({
    videosDir: '/videos',
    takes: { count: 1, sizeBytes: take?.sizeBytes },
    pictures: { count: 0, sizeBytes: 0 },
  })
})

it('the file-name preview shows a name or the problem', async () => {
  const engine = await startEngine()
  const preview = (template: string) => engine.ask('settings.previewFileName', { template })
  expect(await preview('{model} {seconds} {prompt} {id}')).toMatchObject({
    fileName: expect.stringMatching(/^sora-2 8s A lighthouse at dusk.* [0-9a-z]{8}\.mp4$/) as string,
    problem: null,
  })
  expect(await preview('{colour}')).toMatchObject({
    fileName: null,
    problem: expect.stringContaining('{colour}') as string,
  })
})
