import { isDeviceName } from './deviceName.ts'

/**
 * The segments of a URL path that may be looked up inside a folder, or null when the path could mean
 * anything else on any system: parents, other separators, drives, streams, devices, double encoding.
 */
export function decideSegments(urlPath: string): string[] | null {
  const decoded = decodeOnce(urlPath)
  if (decoded === null || !decoded.startsWith('/')) return null
  const segments = decoded.slice(1).split('/')
  if (segments.at(-1) === '') segments.pop()
  return segments.every(isHarmless) ? segments : null
}

/**
 * Whether a file lies inside a folder. Both must be real paths (symbolic links resolved), otherwise a
 * link inside the folder leads out of it.
 */
export function isInsideFolder(realFolder: string, realFile: string, separator: '/' | '\\'): boolean {
  const folder = realFolder.endsWith(separator) ? realFolder : realFolder + separator
  return realFile.length > folder.length && realFile.startsWith(folder)
}

function isHarmless(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false
  if (/[\\:%\p{Cc}]/u.test(segment)) return false
  return !/[. ]$/.test(segment) && !isDeviceName(segment)
}

function decodeOnce(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return null
  }
}
