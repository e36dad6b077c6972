import { describe, expect, it } from 'vitest'
import {
  sidecarPath,
  takeSidecarText,
  writeTakeSidecar,
  type TakeFacts,
} from '../../../../electron/core/media/sidecar.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'

const FACTS: TakeFacts = {
  takeId: 'take_1',
  jobId: 'job_1',
  remoteId: 'video_1',
  fileName: 'a fox (2).mp4',
  sizeBytes: 123,
  sha256: 'abc',
  prompt: 'a "fox"\nin snow',
  model: 'sora-2',
  seconds: 8,
  size: null,
  params: { seed: 7 },
  account: { name: 'Mine', baseUrl: 'https://user:secret@example.com/v1?key=secret', profile: 'sora' },
  parentJobId: null,
  relation: null,
  createdAt: Date.UTC(2026, 0, 1),
  submittedAt: Date.UTC(2026, 0, 1, 0, 0, 1),
  finishedAt: null,
  savedAt: Date.UTC(2026, 0, 1, 0, 1),
}

describe('the sidecar of a take', () => {
  it('holds prompt, settings, ids and ISO times', () => {
    expect(JSON.parse(takeSidecarText(FACTS))).toMatchObject({
      app: 'Dailies',
      format: 1,
      file: { name: 'a fox (2).mp4', sizeBytes: 123, sha256: 'abc' },
      prompt: 'a "fox"\nin snow',
      params: { seed: 7 },
      ids: { take: 'take_1', job: 'job_1', remote: 'video_1', parentJob: null },
      times: { created: '2026-01-01T00:00:00.000Z', finished: null },
    })
  })

  it('never holds what an address may carry of a key', () => {
    expect(takeSidecarText(FACTS)).not.toContain('secret')
    expect(takeSidecarText(FACTS)).toContain('https://example.com/v1')
  })

  it('lies beside the take and survives a power cut once written', async () => {
    const disk = createMemoryFileStore()
    await disk.makeFolder('/takes')
    await writeTakeSidecar(disk, '/takes', FACTS)
    disk.crash()
    expect(disk.paths()).toEqual(['/takes/a fox (2).json'])
    expect(Buffer.from(disk.contents(sidecarPath('/takes', FACTS.fileName)) ?? []).toString()).toBe(
      takeSidecarText(FACTS),
    )
  })

  it('replaces an earlier one', async () => {
    const disk = createMemoryFileStore()
    await disk.makeFolder('/takes')
    await writeTakeSidecar(disk, '/takes', FACTS)
    await writeTakeSidecar(disk, '/takes', { ...FACTS, prompt: 'new' })
    expect(Buffer.from(disk.contents('/takes/a fox (2).json') ?? []).toString()).toContain('"prompt": "new"')
  })

  it('leaves no half-written one when the disk fails', async () => {
    const disk = createMemoryFileStore()
    await disk.makeFolder('/takes')
    disk.failNext('sync', 'EIO')
    await expect(writeTakeSidecar(disk, '/takes', FACTS)).rejects.toMatchObject({ code: 'EIO' })
    expect(disk.contents('/takes/a fox (2).json')).toBeNull()
  })
})
