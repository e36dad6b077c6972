import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openHost } from '../../../electron/composition/openHost.ts'
import { HostOpenError } from '../../../electron/core/host.ts'
import { createLogRing } from '../../../electron/core/logging/logRing.ts'
import { createMemoryLogger } from '../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../fakes/tempFolder.ts'

const refusalOf = async (dataDir: string, videosDir: string): Promise<unknown> =>
  await openHost({
    dataDir,
    videosDir,
    account: null,
    pollMinMs: 2000,
    demoSpeed: 1,
    logger: createMemoryLogger(),
    logs: createLogRing(() => 0),
    failpoint: () => undefined,
    power: null,
    door: 'server',
    fileManager: null,
    notifier: null,
    wakeLock: null,
  }).then(
    async ({ close }) => {
      await close()
      return null
    },
    (error: unknown) => error,
  )

describe('a videos folder that was asked for', () => {
  it('is refused by name where it cannot be made, before the library or the demo is touched', async () => {
    await using temp = await makeTempFolder()
    await writeFile(join(temp.path, 'a-file'), 'x')
    const [dataDir, videosDir] = [join(temp.path, 'data'), join(temp.path, 'a-file', 'videos')]
    const refusal = await refusalOf(dataDir, videosDir)
    expect(refusal).toBeInstanceOf(HostOpenError)
    expect(refusal).toMatchObject({
      code: 'folder_unusable',
      message: expect.stringContaining(`The videos folder ${videosDir} cannot be made`) as string,
    })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is refused when it is a file', async () => {
    await using temp = await makeTempFolder()
    const videosDir = join(temp.path, 'a-file')
    await writeFile(videosDir, 'x')
    expect(await refusalOf(join(temp.path, 'data'), videosDir)).toMatchObject({
      message: expect.stringContaining(videosDir) as string,
    })
  })

  it('is made where it is missing', async () => {
    await using temp = await makeTempFolder()
    expect(await refusalOf(join(temp.path, 'data'), join(temp.path, 'new', 'videos'))).toBeNull()
    expect(await readdir(join(temp.path, 'new'))).toEqual(['videos'])
  })
})
