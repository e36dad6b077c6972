import { beforeAll, describe, expect, it } from 'vitest'
import { recordedFaults } from '../../standIn/machine/records.ts'
import { declareSchemes, toApp, toChromium } from '../../standIn/pages/schemes.ts'

const ALL = { standard: true, secure: true, supportFetchAPI: true, stream: true }

describe('addresses of an app with a scheme of its own', () => {
  beforeAll(() => declareSchemes([{ scheme: 'dailies', privileges: ALL }]))

  it.each([
    ['dailies://app/', 'http://app.dailies.localhost/'],
    ['dailies://app', 'http://app.dailies.localhost/'],
    ['dailies://app/a/b.js?x=1#y', 'http://app.dailies.localhost/a/b.js?x=1#y'],
    ['https://example.com/', 'https://example.com/'],
    ['about:blank', 'about:blank'],
  ])('%s is %s to Chromium', (app, chromium) => {
    expect(toChromium(app)).toBe(chromium)
  })

  it.each([
    ['http://app.dailies.localhost/a?x', 'dailies://app/a?x'],
    ['http://app.dailies.localhost:80/', 'dailies://app/'],
    ['http://app.dailies.localhost', 'dailies://app'],
    ['blob:http://app.dailies.localhost/5f', 'blob:dailies://app/5f'],
    ['http://app.dailies.localhost.evil.example/', 'http://app.dailies.localhost.evil.example/'],
    ['http://dailies.localhost@evil.example/', 'http://dailies.localhost@evil.example/'],
    ['https://app.dailies.localhost/', 'https://app.dailies.localhost/'],
    ['http://other.localhost/', 'http://other.localhost/'],
  ])('%s is %s to the app', (chromium, app) => {
    expect(toApp(chromium)).toBe(app)
  })

  it('says where a scheme lacks what the pages need, or wants more than they can have', () => {
    declareSchemes([{ scheme: 'half', privileges: { standard: true, bypassCSP: true } }])
    expect(recordedFaults()).toEqual([
      'The scheme half is declared without secure, supportFetchAPI, stream',
      'The stand-in cannot give the scheme half the privileges bypassCSP',
    ])
  })
})
