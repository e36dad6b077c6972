import { homedir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createHideEverything, type Hidden } from '../../../../electron/core/diagnostics/hiddenText.ts'
import { plainEvent, plainRecord } from '../../../../electron/core/diagnostics/plainFacts.ts'
import { openLiveEngine, type LiveEngine } from '../../../harness/liveEngine.ts'

const unpack = async (
  live: LiveEngine,
  door: Record<string, string> = { electron: '45.4.1' },
): Promise<{ fileName: string; files: Record<string, string> }> => {
  const { fileName, base64 } = await live.request('diagnostics.bundle', { door })
  const unzipped = unzipSync(Buffer.from(base64, 'base64'))
  return {
    fileName,
    files: Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)])),
  }
}

const hideEverything = (text: string, hidden: Hidden): string => createHideEverything(hidden)(text)

const KEY = 'not like a key: "my dog\'s name" Ä7'

describe('a diagnostics bundle', () => {
  it('says how everything is, and in its README what it leaves out', async () => {
    await using live = await openLiveEngine()
    const { id } = await live.create()
    await live.until(id, 'completed')
    const { fileName, files } = await unpack(live)
    expect(fileName).toMatch(/^dailies-diagnostics-\d{4}-\d\d-\d\d-\d{4}\.zip$/)
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'accounts.json',
      'diagnostics.json',
      'door.json',
      'events.jsonl',
      'log.jsonl',
      'polling.json',
      'settings.json',
    ])
    for (const name of Object.keys(files)) if (name !== 'README.txt') expect(files['README.txt']).toContain(name)
    expect(JSON.parse(files['diagnostics.json'] ?? '')).toMatchObject({
      integrity: 'ok',
      versions: { app: 'test' },
      counts: { completed: 1 },
    })
    expect(JSON.parse(files['door.json'] ?? '')).toEqual({ electron: '45.4.1' })
    const events = (files['events.jsonl'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(events).toContainEqual(expect.objectContaining({ jobId: id, type: 'completed' }))
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'request',
        detail: expect.objectContaining({ purpose: 'submit', status: 200 }) as object,
      }),
    )
    await live.finish()
  })

  it('holds no key of this run, in whatever form it was logged, not even one that was replaced', async () => {
    await using live = await openLiveEngine()
    const { accountId, provider, request } = live
    await request('accounts.update', { accountId, apiKey: KEY })
    await request('accounts.update', { accountId, apiKey: 'sk-second-1234567890' })
    const keys = [
      KEY,
      JSON.stringify(KEY).slice(1, -1),
      encodeURIComponent(KEY),
      'sk-second-1234567890',
      provider.apiKey,
    ]
    // A request that fails with a text of ours: the host logs nothing of it, the door's facts stand in for a log line.
    const line = `tried ${keys.join(' and ')}`
    const { base64 } = await request('diagnostics.bundle', { door: { line, inJson: JSON.stringify({ line }) } })
    const text = Object.values(unzipSync(Buffer.from(base64, 'base64')))
      .map((bytes) => strFromU8(bytes))
      .join('\n')
    expect(text).toContain('tried [key] and ')
    for (const key of keys) expect(text).not.toContain(key)
    expect(text).not.toContain('my dog')
    await live.finish()
  })

  it('holds no prompt, no name of a video and none of what the provider wrote', async () => {
    await using live = await openLiveEngine()
    const { id } = await live.create({ prompt: 'a most secret unicorn in Zürich' })
    const job = await live.until(id, 'completed')
    expect(job.take?.fileName).toContain('unicorn')
    live.provider.fault('create', 'invalid_400')
    const refused = await live.create({ prompt: 'another unicorn' })
    await live.until(refused.id, 'failed')
    // As it stands in the log when a notice's button cannot show the file.
    const line = `IpcError: ${job.take?.fileName} is no longer in ${live.videosDir}.`
    const { files } = await unpack(live, { line })
    expect(files['door.json']).toContain('IpcError: [file] is no longer in')
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).not.toMatch(/unicorn/i)
      if (name !== 'README.txt') expect(text, name).not.toContain('"body"')
    }
    expect(files['accounts.json']).toContain(new URL(live.provider.baseUrl).host)
    expect(files['accounts.json']).not.toContain(live.provider.baseUrl)
    await live.finish()
  })
})

describe('the last look at a text that leaves the app', () => {
  const hide = (text: string, secrets: readonly string[] = []): string =>
    hideEverything(text, { secrets, videosDir: '/home/ada/Videos/Dailies', homeDir: '/home/ada' })

  it('hides takes by their folder, with spaces and all, and the person in paths', () => {
    expect(hide(`ENOENT: open '/home/ada/Videos/Dailies/2026 a fox.mp4' failed`)).toBe(
      `ENOENT: open '~/Videos/Dailies/[file]' failed`,
    )
    expect(hide('{"dataDir":"/home/ada/.config/dailies"}')).toBe('{"dataDir":"~/.config/dailies"}')
    expect(hide('{"videosDir":"/home/ada/Videos/Dailies"}')).toBe('{"videosDir":"~/Videos/Dailies"}')
  })

  it.each([
    [
      'IpcError: 2026-11-20 Secretunicorn over Paris 2bs8mg2s.mp4 is no longer in /x.',
      'IpcError: [file] is no longer in /x.',
    ],
    [
      "The file of this take is gone: ada's unicorn, v1.2 (2).MP4 is no longer in its folder.",
      'The file of this take is gone: [file] is no longer in its folder.',
    ],
    ['unicorn 2bs8mg2s.json', '[file]'],
    ['tried unicorn 1.mp4 and unicorn 2.mp4 in vain', '[file] in vain'],
    ['ENOENT: open "/elsewhere/a unicorn.mp4.part.json"', 'ENOENT: open "/elsewhere/[file]"'],
    ['D:\\takes\\a unicorn.jpg\nnext', 'D:\\takes\\[file]\nnext'],
    ['GET http://127.0.0.1:1/media/unicorn%20x.mp4?download=1', 'GET http://127.0.0.1:1/media/[file]'],
    ['Ein einhorn.json.mp4', '[file]'],
    ['mein shell.json', '[file]'],
  ])('hides names of takes where no folder stands before them: %j', (text, shown) => {
    expect(hide(text)).toBe(shown)
  })

  it.each([
    'shell.json cannot be read; its defaults are used',
    '~/.config/Dailies/shell.json',
    'dailies.db',
    'a.json5',
  ])('leaves what is no name of a take: %j', (text) => {
    expect(hide(text)).toBe(text)
  })

  it('looks at each letter of a long text once, whatever it is made of', () => {
    const text = `${'.mp4x '.repeat(200_000)}unicorn.mp4`
    expect(hide(text)).toBe('[file]')
  })

  it('knows how JSON writes the paths of Windows', () => {
    const text = JSON.stringify({ at: 'C:\\Users\\Ada\\Videos\\a fox.mp4', data: 'C:\\Users\\Ada\\AppData' })
    expect(hideEverything(text, { secrets: [], videosDir: 'C:\\Users\\Ada\\Videos', homeDir: 'C:\\Users\\Ada' })).toBe(
      '{"at":"~\\\\Videos/[file]","data":"~\\\\AppData"}',
    )
  })

  it('leaves paths alone where the home folder is the root', () => {
    expect(hideEverything('/var/lib/dailies', { secrets: [], videosDir: '/v', homeDir: '/' })).toBe('/var/lib/dailies')
  })

  it('hides what looks like a key, also one that is not known', () => {
    expect(hide('Authorization: Bearer abc.def and sk-0123456789abcdef')).not.toMatch(/abc\.def|0123456789/)
    expect(hide('GET https://ada:pw@host/file?signature=1 done')).toBe('GET https://host/file done')
  })
})

describe('what is kept of the library', () => {
  it('is the codes of an event, not its words', () => {
    const detail = {
      code: 'moderation',
      status: 400,
      body: '{"prompt":"a fox"}',
      reason: 'a fox?',
      fileName: 'a fox.mp4',
    }
    const event = { id: 1, at: 0, jobId: 'job_1', accountId: 'account_1', type: 'request', prompt: 'a fox', detail }
    expect(plainEvent(event)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      jobId: 'job_1',
      accountId: 'account_1',
      type: 'request',
      detail: { code: 'moderation', status: 400 },
    })
  })

  it('is a record of the log without what may quote a prompt, at any depth', () => {
    const record = {
      at: 0,
      level: 'warn',
      message: 'odd',
      detail: { file: 'a.mp4', job: { prompt: 'a', id: 1 }, list: [{ body: 1 }] },
    } as const
    expect(plainRecord({ ...record, detail: { ...record.detail, list: [{ body: 1 }] } }).detail).toEqual({
      job: { id: 1 },
      list: [{}],
    })
  })

  it('never names the home folder of this machine by itself', () => {
    expect(
      hideEverything(join(homedir(), 'x'), { secrets: [], videosDir: '/nowhere', homeDir: homedir() }),
    ).not.toContain(homedir())
  })
})
