import { describe, expect, it } from 'vitest'
import { checkProviderUrl, isLocalHost } from '../../../../electron/core/security/providerUrl.ts'

describe('a base URL', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1///', 'https://api.openai.com/v1'],
    ['https://api.openai.com', 'https://api.openai.com'],
    ['HTTPS://API.OpenAI.com:443/v1', 'https://api.openai.com/v1'],
    ['  https://host.example/v1\n', 'https://host.example/v1'],
    ['https://host.example/a/../v1', 'https://host.example/v1'],
    ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
    ['https://8.8.8.8:8443/v1', 'https://8.8.8.8:8443/v1'],
    ['http://localhost:8000/v1', 'http://localhost:8000/v1'],
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['http://127.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['http://2130706433/v1', 'http://127.0.0.1/v1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
    ['http://10.1.2.3/v1', 'http://10.1.2.3/v1'],
    ['http://172.16.0.1/v1', 'http://172.16.0.1/v1'],
    ['http://172.31.255.255/v1', 'http://172.31.255.255/v1'],
    ['http://192.168.1.20:9000/v1', 'http://192.168.1.20:9000/v1'],
    ['http://169.254.9.9/v1', 'http://169.254.9.9/v1'],
    ['http://[fd12:3456::1]/v1', 'http://[fd12:3456::1]/v1'],
    ['http://[fe80::1]/v1', 'http://[fe80::1]/v1'],
    ['http://render-box:8000/v1', 'http://render-box:8000/v1'],
    // The "@" is in the path: the key goes to render-box.
    ['http://render-box/../v1@evil.example', 'http://render-box/v1@evil.example'],
    ['http://render-box.local/v1', 'http://render-box.local/v1'],
    ['http://render-box.lan/v1', 'http://render-box.lan/v1'],
  ])('%j is taken as %s', (text, url) => {
    expect(checkProviderUrl(text)).toEqual({ isAllowed: true, url })
  })

  it.each([
    '',
    'api.openai.com/v1',
    '/v1',
    'https://',
    'https://exa mple.com',
    'https://host:99999/v1',
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    'ftp://host.example/v1',
    'ws://localhost/v1',
    'https://user@host.example/v1',
    'https://user:pass@host.example/v1',
    'https://:pass@host.example/v1',
    'https://good.example@evil.example/v1',
    'https://host.example/v1?key=sk-1',
    'https://host.example/v1#sk-1',
    'http://api.openai.com/v1',
    'http://8.8.8.8/v1',
    'http://0x8080808/v1',
    'http://134744072/v1',
    'http://010.8.8.8/v1',
    'http://172.15.0.1/v1',
    'http://172.32.0.1/v1',
    'http://192.169.0.1/v1',
    'http://11.0.0.1/v1',
    'http://0.0.0.0/v1',
    'http://255.255.255.255/v1',
    'http://127.0.0.1.evil.example/v1',
    'http://localhost.evil.example/v1',
    'http://evil.example/localhost',
    'http://10.0.0.1.evil.example/v1',
    'http://[2001:4860:4860::8888]/v1',
    'http://[::ffff:8.8.8.8]/v1',
    'http://[fec0::1]/v1',
    'http://[ff02::1]/v1',
    'http://evil.xlocal/v1',
    'http://evil.example%2elocal.com/v1',
    'http://１２８.0.0.1/v1',
  ])('%j is refused with a sentence', (text) => {
    const decision = checkProviderUrl(text)
    expect(decision).toMatchObject({ isAllowed: false, reason: expect.stringMatching(/^[A-Z].*\.$/) as string })
  })

  it('is never repeated in the refusal: it may hold a key', () => {
    for (const text of ['https://u:sk-secret@h.example/v1', 'https://h.example/?sk-secret', 'sk-secret']) {
      const decision = checkProviderUrl(text)
      expect(JSON.stringify(decision)).not.toContain('sk-secret')
    }
  })
})

describe('isLocalHost', () => {
  it.each(['localhost', 'LOCALHOST', 'a.localhost', '127.255.255.254', '::1', '[::1]', 'fc00::1', 'febf::1', 'box'])(
    '%s is',
    (host) => {
      expect(isLocalHost(host)).toBe(true)
    },
  )
  it.each([
    'example.com',
    'local',
    'xlocalhost.com',
    '1.2.3.4',
    '::',
    '::2',
    'fec0::1',
    'ff00::1',
    '10.0.0',
    '10.0.0.0.1',
  ])('%s is not, unless it is a bare name', (host) => {
    expect(isLocalHost(host)).toBe(!host.includes('.') && !host.includes(':'))
  })
})
