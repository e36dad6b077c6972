import { expect, it } from 'vitest'
import { createFakeWakeLock } from '../../../fakes/fakeWakeLock.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import { openVideo, startEngine, videoOf } from './engineUnderTest.ts'

it('the computer may sleep again when the disk refuses in the middle of a transfer', async () => {
  const lock = createFakeWakeLock()
  const files = createMemoryFileStore()
  const engine = await startEngine({ files, wakeLock: lock })
  files.failNext('write', 'ENOSPC', { ending: '.part' })
  const heldAtFailure: number[] = []
  files.onOperation = (operation, path) => {
    if (operation === 'write' && path.endsWith('.part')) heldAtFailure.push(lock.held())
  }
  engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
  engine.far.on.openAsset = async () => openVideo(tinyVideo('v', 3_000_000))
  const { id } = await engine.create()
  await engine.clock.advance(10_000)
  expect(await engine.job(id)).toMatchObject({ status: 'downloading', waitingCode: 'disk_full' })
  expect([heldAtFailure[0], lock.held()]).toEqual([1, 0])
  await engine.clock.advance(60_000)
  expect((await engine.job(id)).status).toBe('completed')
  expect([lock.held(), lock.taken()]).toEqual([0, 2])
})
