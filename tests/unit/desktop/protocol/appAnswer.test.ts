import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createHostFetch } from '../../../../electron/core/media/hostFetch.ts'
import { createRendererFiles } from '../../../../electron/core/media/rendererFiles.ts'
import { ANSWER_HEADERS } from '../../../../electron/core/security/answerHeaders.ts'
import { createAppAnswer } from '../../../../electron/desktop/protocol/appAnswer.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { makeTempFolder } from '../../../fakes/tempFolder.ts'

type Answer = ReturnType<typeof createAppAnswer>

/** The app's scheme over a real folder, with something beside it that must never be served. */
const withApp = async (test: (answer: Answer, asked: string[]) => Promise<void>): Promise<void> => {
  await using folder = await makeTempFolder()
  const rendererDir = join(folder.path, 'renderer')
  await mkdir(join(rendererDir, 'assets'), { recursive: true })
  await writeFile(join(rendererDir, 'index.html'), '<title>Dailies</title>')
  await writeFile(join(rendererDir, 'assets', 'index-12345678.js'), 'export {}')
  await writeFile(join(folder.path, 'secrets.json'), '{"secret":"secret"}')
  const asked: string[] = []
  const fetch = createHostFetch({
    renderer: createRendererFiles(rendererDir),
    media: async (_request, takeId, variant) => {
      asked.push(`${takeId} ${variant}`)
      return new Response('a take', { headers: { 'Content-Type': 'video/mp4' } })
    },
  })
  await test(createAppAnswer(Promise.resolve({ fetch }), createMemoryLogger()), asked)
}

const get = (url: string, init: RequestInit = {}): Request =>
  new Request(url, { ...init, headers: { Accept: 'text/html', ...init.headers } })

const expectHeaders = (response: Response): void => {
  for (const [name, value] of Object.entries(ANSWER_HEADERS))
    expect([name, response.headers.get(name)]).toEqual([name, value])
}

describe('the scheme of the app', () => {
  it('serves the screen and the takes', async () => {
    await withApp(async (answer, asked) => {
      expect(await (await answer(get('dailies://app/'))).text()).toContain('Dailies')
      expect((await answer(get('dailies://app/assets/index-12345678.js'))).headers.get('Content-Type')).toContain(
        'javascript',
      )
      expect(await (await answer(get('dailies://app/media/take_1'))).text()).toBe('a take')
      await answer(get('dailies://app/media/take_1/poster'))
      expect(asked).toEqual(['take_1 video', 'take_1 poster'])
    })
  })

  it.each([
    'dailies://app/',
    'dailies://app/assets/index-12345678.js',
    'dailies://app/media/take_1',
    'dailies://app/media/',
    'dailies://app/nothing.png',
    'dailies://evil/',
  ])('puts the policy and its companions on the answer for %s', async (url) => {
    await withApp(async (answer) => {
      expectHeaders(await answer(get(url)))
      expectHeaders(await answer(get(url, { method: 'HEAD' })))
    })
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('takes no %s', async (method) => {
    await withApp(async (answer, asked) => {
      for (const url of ['dailies://app/', 'dailies://app/media/take_1']) {
        const response = await answer(get(url, { method }))
        expect(response.status).toBe(405)
        expect(response.headers.get('Allow')).toBe('GET, HEAD')
        expectHeaders(response)
      }
      expect(asked).toEqual([])
    })
  })

  it.each([
    'dailies://App/',
    'dailies://app.evil/',
    'dailies://app@evil/',
    'dailies://evil@app/',
    'dailies://app:80/',
    'dailies://media/take_1',
    'dailies:///index.html',
    'dailies:/index.html',
    'http://app/',
    'file:///etc/passwd',
  ])('knows nothing at %s', async (url) => {
    await withApp(async (answer, asked) => {
      // Some of these cannot even be made into a request; what reaches the handler is only ever a request's address.
      const request = { url, method: 'GET', headers: new Headers() } as Request
      expect((await answer(request)).status).toBe(404)
      expect(asked).toEqual([])
    })
  })

  it.each([
    '../secrets.json',
    '../../secrets.json',
    '%2e%2e/secrets.json',
    '%2e%2e%2fsecrets.json',
    '..%2fsecrets.json',
    '..%5csecrets.json',
    '..\\secrets.json',
    '%252e%252e%252fsecrets.json',
    'assets/../../secrets.json',
    'assets/%2e%2e/%2e%2e/secrets.json',
    'assets/..%2f..%2fsecrets.json',
    './../secrets.json',
    '//secrets.json',
    'secrets.json%00.html',
    'secrets.json%00',
    '..;/secrets.json',
    'C:%5csecrets.json',
    '%c0%ae%c0%ae/secrets.json',
    '%uff0e%uff0e/secrets.json',
    'index.html::$DATA',
    'index.html.',
    'index.html%20',
    'CON',
    'media/..%2f..%2fsecrets.json',
    'media/../../secrets.json',
    'media/take_1/../../../secrets.json',
    'media/take_1%2f..%2f..%2fsecrets.json',
    'media/%2e%2e/%2e%2e/secrets.json',
    'media/C:%5cx',
    'media/take_1/poster/more',
  ])('does not lead out of its folders: %s', async (path) => {
    await withApp(async (answer, asked) => {
      for (const origin of ['dailies://app/', 'dailies://app//']) {
        const request = { url: `${origin}${path}`, method: 'GET', headers: new Headers() } as Request
        const response = await answer(request)
        expect(await response.text()).not.toContain('secret')
        expect([200, 404]).toContain(response.status)
        expectHeaders(response)
      }
      expect(asked).toEqual([])
    })
  })

  it('waits for the host while it opens', async () => {
    const { promise: host, resolve } = Promise.withResolvers<{ fetch(request: Request): Promise<Response> }>()
    const answer = createAppAnswer(host, createMemoryLogger())
    const answers = [answer(get('dailies://app/')), answer(get('dailies://app/icon.svg'))]
    resolve({ fetch: async (request) => new Response(request.url) })
    const urls = await Promise.all(answers.map(async (response) => await (await response).text()))
    expect(urls).toEqual(['dailies://app/', 'dailies://app/icon.svg'])
  })

  it('says so when the host cannot be opened, and when an answer fails, without the reason', async () => {
    const logger = createMemoryLogger()
    const unopened = createAppAnswer(Promise.reject(new Error('a detail')), logger)
    const failing = createAppAnswer(Promise.resolve({ fetch: () => Promise.reject(new Error('a detail')) }), logger)
    for (const [answer, status] of [
      [unopened, 503],
      [failing, 500],
    ] as const) {
      const response = await answer(get('dailies://app/'))
      expect(response.status).toBe(status)
      expect(await response.text()).not.toContain('a detail')
      expectHeaders(response)
    }
    expect(logger.lines.map(({ level }) => level)).toEqual(['error'])
  })
})

describe('the content security policy', () => {
  const policy = ANSWER_HEADERS['Content-Security-Policy'] ?? ''

  it('begins with nothing and loosens nothing', () => {
    expect(policy.split('; ')[0]).toBe("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:|strict-dynamic/)
  })

  it('lets code, styles, fonts and answers come from the app alone', () => {
    for (const directive of ['script-src', 'style-src', 'connect-src', 'font-src']) {
      expect(policy.split('; ')).toContain(`${directive} 'self'`)
    }
    for (const directive of ['base-uri', 'form-action', 'frame-ancestors']) {
      expect(policy.split('; ')).toContain(`${directive} 'none'`)
    }
  })
})
