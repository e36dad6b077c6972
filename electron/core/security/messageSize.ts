export type MessageVerdict = 'fits' | 'too_large' | 'not_json'

/**
 * Whether a message is no larger than `limitBytes` as JSON and holds nothing that JSON does not know (maps, dates, bytes).
 * Structured clone also passes on cycles and values that share parts; walking ends when the limit is reached.
 */
export const checkMessage = (message: unknown, limitBytes: number): MessageVerdict => {
  let leftBytes = limitBytes
  const waiting: unknown[] = [message]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (value === undefined) continue
    if (!isJsonPart(value)) return 'not_json'
    leftBytes -= ownBytes(value)
    if (leftBytes < 0) return 'too_large'
    if (typeof value !== 'object' || value === null) continue
    // Every member takes at least a comma: a list too long for the limit is never walked.
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    if (members.length > leftBytes) return 'too_large'
    for (const member of members) waiting.push(member)
  }
  return 'fits'
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
