import type { DemoRoute } from './faults.ts'

export interface RouteMatch {
  route: DemoRoute
  /** The video or model in the path. */
  id: string
}

const ROUTES: readonly { method: string; path: RegExp; route: DemoRoute }[] = [
  { method: 'GET', path: /^\/v1\/models$/, route: 'models' },
  { method: 'GET', path: /^\/v1\/models\/([^/]+)$/, route: 'models' },
  { method: 'POST', path: /^\/v1\/videos$/, route: 'create' },
  { method: 'GET', path: /^\/v1\/videos$/, route: 'list' },
  { method: 'POST', path: /^\/v1\/videos\/edits$/, route: 'edit' },
  { method: 'POST', path: /^\/v1\/videos\/extensions$/, route: 'extend' },
  { method: 'GET', path: /^\/v1\/videos\/([^/]+)$/, route: 'retrieve' },
  { method: 'DELETE', path: /^\/v1\/videos\/([^/]+)$/, route: 'delete' },
  { method: 'GET', path: /^\/v1\/videos\/([^/]+)\/content$/, route: 'content' },
  { method: 'POST', path: /^\/v1\/videos\/([^/]+)\/remix$/, route: 'remix' },
]

/** Which call a request is; HEAD counts as GET. */
export function matchRoute(method: string, path: string): RouteMatch {
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const entry of ROUTES) {
    const match = entry.method === wanted ? entry.path.exec(path) : null
    if (match) return { route: entry.route, id: decode(match[1] ?? '') }
  }
  return { route: 'unknown', id: '' }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
