export const DEMO_ROUTES = [
  'create',
  'retrieve',
  'list',
  'delete',
  'content',
  'remix',
  'edit',
  'extend',
  'models',
  'unknown',
] as const
export type DemoRoute = (typeof DEMO_ROUTES)[number]

/** One way to misbehave. Faults marked (content) or (status) do nothing elsewhere. */
export type DemoFaultKind =
  /** 500, and nothing was done. */
  | 'error_before'
  /** 500, although it was done. */
  | 'error_after'
  /** The connection is reset, and nothing was done. */
  | 'dropped_before'
  /** The connection is reset, although it was done. */
  | 'dropped_after'
  /** Answers after `delayMs`; done at once. */
  | 'slow'
  | 'rate_limited'
  | 'unauthorized'
  | 'out_of_credit'
  /** 404 as if the video had never been. */
  | 'not_found'
  /** 502 with a web page. */
  | 'html'
  /** 202 without a body, although it was done. */
  | 'empty'
  /** Videos younger than `delayMs` are not on the list. */
  | 'list_lag'
  /** (status) Progress is 30 less than it was. */
  | 'progress_backwards'
  /** (status) A word that nobody knows. */
  | 'unknown_status'
  /** (content) Ends after half of the bytes. */
  | 'truncated'
  /** (content) Stops after half of the bytes and keeps the connection. */
  | 'stalled'

export interface DemoFault {
  route: DemoRoute | 'any'
  kind: DemoFaultKind
  /** How many requests it strikes; 1 unless told, Infinity for all. */
  times?: number
  /** For `slow` and `list_lag`; 5 s unless told. */
  delayMs?: number
}

export interface Faults {
  add(fault: DemoFault): void
  clear(): void
  /** The fault for this request, used up by one. Faults strike in the order in which they were added. */
  take(route: DemoRoute): ActiveFault | null
}

export interface ActiveFault {
  kind: DemoFaultKind
  delayMs: number
}

export function createFaults(): Faults {
  let pending: { fault: DemoFault; left: number }[] = []
  return {
    add(fault) {
      pending.push({ fault, left: fault.times ?? 1 })
    },
    clear() {
      pending = []
    },
    take(route) {
      const found = pending.find(({ fault }) => fault.route === 'any' || fault.route === route)
      if (!found) return null
      found.left -= 1
      pending = pending.filter(({ left }) => left > 0)
      return { kind: found.fault.kind, delayMs: found.fault.delayMs ?? 5000 }
    },
  }
}
