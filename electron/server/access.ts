import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Who is asking: pure decisions on request headers. */

const ownNames = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`]

/** Only the names of this server; anything else may be a rebound DNS name of a hostile page. */
export const isOwnHost = (host: string | undefined, port: number): boolean =>
  host !== undefined && ownNames(port).includes(host.toLowerCase())

/** Scripts and plain navigations send no Origin; a page that sends one must be ours. */
export const isOwnOrigin = (origin: string | undefined, port: number): boolean =>
  origin === undefined || ownNames(port).some((name) => origin === `http://${name}`)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** In constant time; hashing first makes both sides equally long. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected))

export const hasBearerToken = (authorization: string | undefined, token: string): boolean => {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && isSame(given, token)
}

/** Cookies are shared by all ports of a host, so the name carries the port. */
export const sessionCookieName = (port: number): string => `dailies_session_${port}`

/** What the browser keeps instead of the token: it opens the screen's own calls, and can't be turned back into the token. */
export const sessionValue = (token: string): string =>
  createHmac('sha256', token).update('dailies browser session 1').digest('base64url')

export const sessionCookie = (token: string, port: number): string =>
  `${sessionCookieName(port)}=${sessionValue(token)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`

const cookieValues = (header: string, name: string): string[] =>
  header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))

export interface SessionRequest {
  method: string
  path: string
  port: number
  cookie: string | undefined
  origin: string | undefined
  fetchSite: string | undefined
}

/**
 * Whether the browser session opens this call. The cookie also travels with requests that other ports of
 * this host start, so the browser must vouch for where the request comes from; only our own page passes.
 */
export const hasSession = (request: SessionRequest, token: string): boolean =>
  comesFromOwnPage(request) &&
  cookieValues(request.cookie ?? '', sessionCookieName(request.port)).some((value) =>
    isSame(value, sessionValue(token)),
  )

const comesFromOwnPage = ({ method, path, port, origin, fetchSite }: SessionRequest): boolean => {
  const isReading = method === 'GET' || method === 'HEAD'
  if (path.startsWith('/media/')) return isReading && (fetchSite === 'same-origin' || fetchSite === 'none')
  if (path === '/api/events') return isReading && fetchSite === 'same-origin'
  if (!path.startsWith('/api/rpc/')) return false
  // Browsers without Sec-Fetch-Site still put an Origin on a POST.
  return fetchSite === 'same-origin' || (fetchSite === undefined && origin !== undefined && isOwnOrigin(origin, port))
}
