import { CONNECTION_WORDS } from './connectionWords.ts'

/**
 * What Node's fetch threw, sorted by the one question that matters for paid requests: can a byte of the
 * request have reached the other side?
 */
export interface TransportProblem {
  /** True only where the connection was never made, so that sending again cannot pay twice. */
  isBeforeSend: boolean
  /** A plain sentence for people. */
  message: string
}

/** Node and undici codes of failures before the request is written (name lookup, connect, invalid input). */
const BEFORE_SEND_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'ERR_INVALID_URL',
  'ERR_INVALID_ARG_VALUE',
])

/**
 * TLS failures of the handshake or of the certificate check. Alerts that may come after the handshake
 * (such as `certificate required` in TLS 1.3) are left out: the request is already under way then.
 */
const HANDSHAKE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
  'ERR_SSL_DH_KEY_TOO_SMALL',
])

export const describeTransportError = (error: unknown): TransportProblem => {
  const causes = collectCauses(error)
  const isBeforeSend = causes.some(isBeforeSendCause)
  return { isBeforeSend, message: describeCauses(causes) }
}

interface Cause {
  name: string
  code: string
  syscall: string
  message: string
}

/** The chain of causes, and of an AggregateError (several addresses of one host) its parts. */
const collectCauses = (error: unknown, depth = 0): Cause[] => {
  if (!(error instanceof Error) || depth > 5) return []
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : ''
  const parts = error instanceof AggregateError ? error.errors.slice(0, 4) : []
  return [
    { name: error.name, code, syscall, message: error.message },
    ...collectCauses(error.cause, depth + 1),
    ...parts.flatMap((part: unknown) => collectCauses(part, depth + 1)),
  ]
}

const isBeforeSendCause = (cause: Cause): boolean =>
  BEFORE_SEND_CODES.has(cause.code) ||
  HANDSHAKE_CODES.has(cause.code) ||
  cause.syscall === 'connect' ||
  cause.syscall === 'getaddrinfo' ||
  /before secure TLS connection was established/.test(cause.message) ||
  /^(bad port|invalid url|failed to parse url|unknown scheme)/i.test(cause.message)

const describeCauses = (causes: readonly Cause[]): string => {
  const codes = causes.map((cause) => cause.code)
  const has = (...wanted: string[]): boolean => codes.some((code) => wanted.includes(code))
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME')) return CONNECTION_WORDS.name_unknown
  if (has('ECONNREFUSED')) return CONNECTION_WORDS.refused
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN')) return CONNECTION_WORDS.no_route
  if (has('UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT')) return CONNECTION_WORDS.not_reached
  if (codes.some((code) => HANDSHAKE_CODES.has(code))) return CONNECTION_WORDS.not_secure
  if (causes.some((cause) => cause.name === 'TimeoutError' || cause.name === 'AbortError'))
    return CONNECTION_WORDS.no_answer
  if (has('UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT')) return CONNECTION_WORDS.no_answer
  if (has('ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED')) return CONNECTION_WORDS.broken_off
  const last = causes.findLast((cause) => cause.message !== '')
  return `The request failed: ${last?.message ?? 'no reason was given'}.`
}

/** An abort that means "too slow" (as `AbortSignal.timeout` gives it), not "stop working". */
export const isTimeoutReason = (signal: AbortSignal): boolean =>
  signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
