import { recordFault } from '../machine/records.ts'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

const NEEDED = ['standard', 'secure', 'supportFetchAPI', 'stream'] as const

/** Schemes with the privileges that the stand-in can give a page: those of an ordinary secure origin. */
const declared = new Set<string>()
const handlers = new Map<string, SchemeHandler>()

export const declareSchemes = (schemes: readonly Electron.CustomScheme[]): void => {
  for (const { scheme, privileges = {} } of schemes) {
    const missing = NEEDED.filter((name) => privileges[name] !== true)
    if (missing.length > 0) recordFault(`The scheme ${scheme} is declared without ${missing.join(', ')}`)
    const tooMany = Object.keys(privileges).filter((name) => !NEEDED.includes(name as never))
    if (tooMany.length > 0)
      recordFault(`The stand-in cannot give the scheme ${scheme} the privileges ${tooMany.join()}`)
    declared.add(scheme)
  }
}

export const isDeclared = (scheme: string): boolean => declared.has(scheme)
export const handleScheme = (scheme: string, handler: SchemeHandler): void => void handlers.set(scheme, handler)
export const forgetScheme = (scheme: string): boolean => handlers.delete(scheme)
export const handlerOf = (scheme: string): SchemeHandler | null => handlers.get(scheme) ?? null

const OWN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is
const MAPPED = /^http:\/\/(?:([^/?#@:]+)\.)?([a-z0-9-]+)\.localhost(?::80)?(?=[/?#]|$)(.*)$/is

/** Chromium knows only its own schemes: `dailies://app/x` is `http://app.dailies.localhost/x` to it. */
export const toChromium = (url: string): string => {
  const [, scheme = '', host = '', rest = ''] = OWN.exec(url) ?? []
  return declared.has(scheme.toLowerCase()) ? `http://${host}.${scheme.toLowerCase()}.localhost${rest || '/'}` : url
}

/** The way back: what the app is told of a page's addresses. */
export const toApp = (url: string): string => {
  const blob = /^(blob|filesystem):(.*)$/s.exec(url)
  if (blob) return `${blob[1]}:${toApp(blob[2] ?? '')}`
  const [, host = '', scheme = '', rest = ''] = MAPPED.exec(url) ?? []
  return declared.has(scheme.toLowerCase()) ? `${scheme.toLowerCase()}://${host}${rest}` : url
}

export const hostPattern = (): string[] => [...declared].map((scheme) => `*.${scheme}.localhost`)
