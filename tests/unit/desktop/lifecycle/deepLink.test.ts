import { describe, expect, it } from 'vitest'
import { isAppLink, jobIdOfLink } from '../../../../electron/desktop/lifecycle/deepLink.ts'

describe('jobIdOfLink', () => {
  it.each([
    ['dailies://job/abc', 'abc'],
    ['dailies://job/01JD_x-9Z', '01JD_x-9Z'],
    ['dailies://job/abc/', 'abc'],
    ['DAILIES://JOB/aBc', 'aBc'],
    [`dailies://job/${'a'.repeat(128)}`, 'a'.repeat(128)],
  ])('reads the job of %s', (link, jobId) => {
    expect(jobIdOfLink(link)).toBe(jobId)
  })

  it.each([
    '',
    'dailies://job/',
    'dailies://job',
    'dailies:job/abc',
    'dailies:///job/abc',
    'dailies://job//abc',
    'dailies://job/../x',
    'dailies://job/x/../y',
    'dailies://job/./x',
    'dailies://job/a/b',
    'dailies://job/a%2Fb',
    'dailies://job/%2e%2e%2fx',
    'dailies://job/a%00',
    'dailies://job/a b',
    'dailies://job/a\nb',
    'dailies://job/abc\n',
    'dailies://job/abc?x=1',
    'dailies://job/abc#x',
    'dailies://job/ä',
    'dailies://job\\abc',
    'dailies://jobs/abc',
    'dailies://app/',
    'dailies://app/job/abc',
    'dailies://evil.example/job/abc',
    'dailies://user@job/abc',
    'dailies://job:80/abc',
    'dailies://job.evil.example/abc',
    ' dailies://job/abc',
    'https://job/abc',
    'file:///dailies://job/abc',
    'javascript:alert(1)//dailies://job/abc',
    'x dailies://job/abc',
    `dailies://job/${'a'.repeat(129)}`,
    `dailies://job/${'a'.repeat(1_000_000)}`,
  ])('opens nothing for %j', (link) => {
    expect(jobIdOfLink(link)).toBeNull()
  })
})

describe('isAppLink', () => {
  it('knows its own scheme, whatever follows', () => {
    expect(isAppLink('dailies://job/../x')).toBe(true)
    expect(isAppLink('Dailies:anything')).toBe(true)
    expect(isAppLink('/home/me/dailies:x')).toBe(false)
  })
})
