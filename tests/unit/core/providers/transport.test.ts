import { describe, expect, it } from 'vitest'
import { describeTransportError } from '../../../../electron/core/providers/transport.ts'

const fetchFailed = (cause: Error): Error => new TypeError('fetch failed', { cause })
const coded = (code: string, syscall?: string): Error =>
  Object.assign(new Error(`${syscall ?? ''} ${code}`), { code, syscall })

describe('describeTransportError', () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_INVALID_URL',
  ])('knows that nothing was sent after %s', (code) => {
    expect(describeTransportError(fetchFailed(coded(code))).isBeforeSend).toBe(true)
  })

  it.each([
    'ECONNRESET',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'HPE_INVALID_CONSTANT',
    'ETIMEDOUT',
  ])('leaves open what happened after %s', (code) => {
    expect(describeTransportError(fetchFailed(coded(code))).isBeforeSend).toBe(false)
  })

  it('takes any failure of connect itself as not sent, whatever its code', () => {
    expect(describeTransportError(fetchFailed(coded('ETIMEDOUT', 'connect'))).isBeforeSend).toBe(true)
    expect(describeTransportError(fetchFailed(coded('ECONNRESET', 'read'))).isBeforeSend).toBe(false)
  })

  it('looks into the failures of several addresses of one host', () => {
    const both = new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ENETUNREACH', 'connect')])
    expect(describeTransportError(fetchFailed(both))).toEqual({
      isBeforeSend: true,
      message: 'The provider refused the connection.',
    })
  })

  it('knows that a handshake cut short carried no request', () => {
    const error = Object.assign(
      new Error('Client network socket disconnected before secure TLS connection was established'),
      { code: 'ECONNRESET' },
    )
    expect(describeTransportError(fetchFailed(error)).isBeforeSend).toBe(true)
  })

  it('calls an abort what it is for the person: no answer in time', () => {
    const problem = describeTransportError(new DOMException('The operation timed out', 'TimeoutError'))
    expect(problem).toEqual({ isBeforeSend: false, message: 'The provider did not answer in time.' })
  })
})
