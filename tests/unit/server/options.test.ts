import { describe, expect, it } from 'vitest'
import { parseServeOptions } from '../../../electron/server/options.ts'

const NOTHING = {
  dataDir: null,
  videosDir: null,
  port: null,
  token: null,
  provider: null,
  pollMinMs: 2000,
  demoSpeed: 1,
  isVerbose: false,
  hasWebhook: false,
}

describe('parseServeOptions', () => {
  it('asks for nothing by default', () => {
    expect(parseServeOptions([], {})).toEqual({ ok: true, options: NOTHING })
  })

  it('reads every option from the command line', () => {
    const argv = [
      ...['--data-dir', '/data', '--videos-dir=/videos', '--port', '0', '--token', 'abc.DEF-123'],
      ...['--provider-url', 'https://api.example.com/v1/', '--provider-key', 'k', '--provider-profile', 'sora-loose'],
      ...['--poll-min-ms', '50', '--demo-speed', '20.5', '--verbose'],
    ]
    expect(parseServeOptions(argv, {})).toEqual({
      ok: true,
      options: {
        dataDir: '/data',
        videosDir: '/videos',
        port: 0,
        token: 'abc.DEF-123',
        provider: {
          baseUrl: 'https://api.example.com/v1',
          profile: 'sora-loose',
          apiKey: 'k',
          concurrency: null,
          requestsPerMinute: null,
        },
        pollMinMs: 50,
        demoSpeed: 20.5,
        isVerbose: true,
        hasWebhook: false,
      },
    })
  })

  it('reads every option from the environment too', () => {
    const env = {
      DAILIES_DATA_DIR: '/data',
      DAILIES_VIDEOS_DIR: '/videos',
      DAILIES_PORT: '4900',
      DAILIES_TOKEN: 'abc',
      DAILIES_PROVIDER_URL: 'http://127.0.0.1:9/v1',
      DAILIES_PROVIDER_KEY: 'k',
      DAILIES_PROVIDER_PROFILE: 'xai',
      DAILIES_PROVIDER_CONCURRENCY: '8',
      DAILIES_PROVIDER_RPM: '120',
      DAILIES_POLL_MIN_MS: '10',
      DAILIES_DEMO_SPEED: '3',
      DAILIES_VERBOSE: '1',
      DAILIES_WEBHOOK_URL: 'http://127.0.0.1:1/hook',
    }
    expect(parseServeOptions([], env)).toEqual({
      ok: true,
      options: {
        dataDir: '/data',
        videosDir: '/videos',
        port: 4900,
        token: 'abc',
        provider: {
          baseUrl: 'http://127.0.0.1:9/v1',
          profile: 'xai',
          apiKey: 'k',
          concurrency: 8,
          requestsPerMinute: 120,
        },
        pollMinMs: 10,
        demoSpeed: 3,
        isVerbose: true,
        hasWebhook: true,
      },
    })
  })

  it('lets the command line win over the environment, and takes an empty variable as not set', () => {
    const parsed = parseServeOptions(['--port', '1'], { DAILIES_PORT: '2', DAILIES_TOKEN: '', DAILIES_VERBOSE: '0' })
    expect(parsed).toEqual({ ok: true, options: { ...NOTHING, port: 1 } })
  })

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['extra'], 'extra'],
    [['--port'], '--port'],
    [['--port', '-1'], '--port'],
    [['--port', '65536'], '--port must be a whole number from 0 to 65535.'],
    [['--port', '80.5'], '--port must be a whole number'],
    [['--port', '0x50'], '--port must be a whole number'],
    [['--port='], '--port needs a value.'],
    [['--data-dir='], '--data-dir needs a value.'],
    [['--poll-min-ms', '0'], '--poll-min-ms must be a whole number'],
    [['--demo-speed', '0'], '--demo-speed must be a number'],
    [['--demo-speed', 'fast'], '--demo-speed must be a number'],
    [['--demo-speed', 'Infinity'], '--demo-speed must be a number'],
    [['--token', 'two words'], '--token may hold only'],
    [['--provider-url', 'api.example.com/v1'], '--provider-url must be an http or https URL'],
    [['--provider-url', 'file:///etc/passwd'], '--provider-url must be an http or https URL'],
    [['--provider-url', 'https://me:pw@example.com/v1'], '--provider-url must not hold a user name'],
    [['--provider-url', 'https://example.com/v1?x=1'], '--provider-url must not hold'],
    [['--provider-key', 'k'], '--provider-key needs --provider-url as well.'],
    [['--provider-profile', 'sora'], '--provider-profile needs --provider-url as well.'],
    [['--provider-url', 'http://a/v1', '--provider-profile', 'vimeo'], '--provider-profile must be one of sora'],
  ])('refuses %j in one line that says why', (argv, reason) => {
    const parsed = parseServeOptions(argv, {})
    expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(reason) as string })
    expect(parsed.ok ? '' : parsed.message).not.toContain('\n')
  })

  it('names the variable that is wrong', () => {
    expect(parseServeOptions([], { DAILIES_PORT: 'x' })).toMatchObject({
      ok: false,
      message: 'DAILIES_PORT must be a whole number from 0 to 65535.',
    })
    expect(parseServeOptions([], { DAILIES_VERBOSE: 'maybe' })).toMatchObject({ ok: false })
  })

  it.each(['ключ', 'two words', 'naïve'])(
    'refuses the key "%s", which no header can carry, without repeating it',
    (key) => {
      const parsed = parseServeOptions(['--provider-url', 'https://api.example.com/v1', '--provider-key', key], {})
      expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining('--provider-key') as string })
      expect(JSON.stringify(parsed)).not.toContain(key)
    },
  )

  it('never repeats a key in its message', () => {
    const parsed = parseServeOptions(['--provider-key', 'sk-very-secret'], {})
    expect(JSON.stringify(parsed)).not.toContain('sk-very-secret')
  })
})
