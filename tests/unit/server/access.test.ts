import { describe, expect, it } from 'vitest'
import {
  hasBearerToken,
  hasSession,
  isOwnHost,
  isOwnOrigin,
  sessionCookie,
  sessionValue,
} from '../../../electron/server/access.ts'

const TOKEN = 'abc123'
const COOKIE = `dailies_session_4823=${sessionValue(TOKEN)}`

describe('isOwnHost', () => {
  it.each(['127.0.0.1:4823', 'localhost:4823', 'LOCALHOST:4823'])('takes %s', (host) => {
    expect(isOwnHost(host, 4823)).toBe(true)
  })

  it.each([
    undefined,
    '',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:4824',
    'evil.example:4823',
    'localhost.evil.example:4823',
    'evil.localhost:4823',
    '127.0.0.1.nip.io:4823',
    '0.0.0.0:4823',
    '[::1]:4823',
    '2130706433:4823',
    '127.1:4823',
    'user@127.0.0.1:4823',
    '127.0.0.1:4823@evil.example',
    '127.0.0.1:4823 ',
    'http://127.0.0.1:4823',
    '127.0.0.1:04823',
  ])('refuses %j', (host) => {
    expect(isOwnHost(host, 4823)).toBe(false)
  })
})

describe('isOwnOrigin', () => {
  it.each([undefined, 'http://127.0.0.1:4823', 'http://localhost:4823'])('takes %j', (origin) => {
    expect(isOwnOrigin(origin, 4823)).toBe(true)
  })

  it.each([
    '',
    'null',
    'https://127.0.0.1:4823',
    'http://127.0.0.1',
    'http://127.0.0.1:3000',
    'http://localhost:4823.evil.example',
    'http://localhost:48230',
    'http://evil.example',
    'file://',
    'dailies://app',
  ])('refuses %j', (origin) => {
    expect(isOwnOrigin(origin, 4823)).toBe(false)
  })
})

describe('hasBearerToken', () => {
  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `Bearer  ${TOKEN} `])('takes %j', (header) => {
    expect(hasBearerToken(header, TOKEN)).toBe(true)
  })

  it.each([
    undefined,
    '',
    TOKEN,
    `Basic ${TOKEN}`,
    'Bearer',
    'Bearer ',
    'Bearer abc12',
    'Bearer abc1234',
    'Bearer ABC123',
  ])('refuses %j', (header) => {
    expect(hasBearerToken(header, TOKEN)).toBe(false)
  })
})

describe('hasSession', () => {
  const own = {
    method: 'POST',
    path: '/api/rpc/jobs.list',
    port: 4823,
    cookie: COOKIE,
    origin: 'http://127.0.0.1:4823',
    fetchSite: 'same-origin',
  }

  it('opens the calls of the screen to our own page', () => {
    expect(hasSession(own, TOKEN)).toBe(true)
    expect(hasSession({ ...own, fetchSite: undefined }, TOKEN)).toBe(true)
    expect(hasSession({ ...own, cookie: `other=1; ${COOKIE}; x=2` }, TOKEN)).toBe(true)
    expect(hasSession({ ...own, method: 'GET', path: '/api/events', origin: undefined }, TOKEN)).toBe(true)
    expect(hasSession({ ...own, method: 'GET', path: '/media/take_1', origin: undefined }, TOKEN)).toBe(true)
    const opened = { ...own, method: 'GET', path: '/media/take_1', origin: undefined, fetchSite: 'none' }
    expect(hasSession(opened, TOKEN)).toBe(true)
  })

  it.each([
    ['a page of another port on this host', { fetchSite: 'same-site' }],
    ['a page of another site', { fetchSite: 'cross-site' }],
    ['a typed address', { fetchSite: 'none' }],
    ['no sign of where it comes from', { fetchSite: undefined, origin: undefined }],
    ['the cookie of another port', { cookie: `dailies_session_4824=${sessionValue(TOKEN)}` }],
    ['the cookie of another token', { cookie: `dailies_session_4823=${sessionValue('other')}` }],
    ['the token itself as a cookie', { cookie: `dailies_session_4823=${TOKEN}` }],
    ['no cookie', { cookie: undefined }],
    ['the documented API', { path: '/api/generate' }],
    ['the listing', { path: '/api/videos', method: 'GET' }],
    ['making a session from a session', { path: '/api/session' }],
    ['events by POST', { path: '/api/events' }],
    ['events without a sign', { path: '/api/events', method: 'GET', fetchSite: undefined }],
    ['media for a page of another site', { path: '/media/take_1', method: 'GET', fetchSite: 'cross-site' }],
    ['media without a sign', { path: '/media/take_1', method: 'GET', fetchSite: undefined, origin: undefined }],
  ])('refuses %s', (_case, change) => {
    expect(hasSession({ ...own, ...change }, TOKEN)).toBe(false)
  })

  it('makes a cookie that scripts and other sites cannot use, and that does not hold the token', () => {
    const cookie = sessionCookie(TOKEN, 4823)
    expect(cookie).toMatch(/^dailies_session_4823=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
    expect(cookie).not.toContain(TOKEN)
  })
})
