export type MessageVerdict = 'fits' | 'too_large' | 'not_json'

/**
 * Whether a message is no larger than `limitBytes` as JSON and holds nothing that JSON does not know (maps, dates, bytes,
 * what contains itself). Structured clone also passes on values that share parts: such a part is walked once, and counts
 * as often as JSON would write it. Walking ends when the limit is reached.
 */
export const checkMessage = (message: unknown, limitBytes: number): MessageVerdict => {
  /** Sizes of the parts that were walked; null while the walk is inside of one. */
  const sizes = new Map<object, number | null>()
  const path: OpenPart[] = []
  let usedBytes = 0

  const enter = (value: unknown): MessageVerdict => {
    if (value === undefined) return 'fits'
    const part = typeof value === 'object' ? value : null
    const known = part === null ? undefined : sizes.get(part)
    if (known === null || (known === undefined && !isJsonPart(value))) return 'not_json'
    const startBytes = usedBytes
    usedBytes += known ?? ownBytes(value)
    if (usedBytes > limitBytes) return 'too_large'
    if (part === null || known !== undefined) return 'fits'
    // Every member takes at least a comma: a list too long for the limit is never walked.
    const members: readonly unknown[] = Array.isArray(part) ? part : Object.values(part)
    if (members.length > limitBytes - usedBytes) return 'too_large'
    sizes.set(part, null)
    path.push({ part, members, next: 0, startBytes })
    return 'fits'
  }

  let verdict = enter(message)
  for (let top = path.at(-1); verdict === 'fits' && top !== undefined; top = path.at(-1)) {
    if (top.next < top.members.length) {
      verdict = enter(top.members[top.next++])
    } else {
      sizes.set(top.part, usedBytes - top.startBytes)
      path.pop()
    }
  }
  return verdict
}

interface OpenPart {
  part: object
  members: readonly unknown[]
  next: number
  /** What was used before it. */
  startBytes: number
}

const isJsonPart = (value: unknown): boolean => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Without the members of lists and objects, but with an object's names. */
const ownBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2
  if (typeof value === 'number') return String(value).length
  if (typeof value !== 'object' || value === null) return 4
  if (Array.isArray(value)) return 2 + value.length
  return Object.keys(value).reduce((sum, name) => sum + Buffer.byteLength(name) + 4, 2)
}
