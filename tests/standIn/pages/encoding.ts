/**
 * Values as text, for crossing between processes and worlds: everything that the structured clone knows and this app
 * could send. Both functions are also injected into pages as source, so they use nothing from outside.
 */

export interface SpecialValues {
  /** Names a value that cannot cross by itself (a function, a promise), or answers null. */
  refer(value: unknown): [kind: string, id: number] | null
}

export function encodeValue(root: unknown, special?: SpecialValues): string {
  const nodes: unknown[] = []
  const seen = new Map<object, number>()
  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const describeObject = (value: object): unknown[] => {
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    if (value instanceof Error) return ['e', value.name, value.message, value.stack ?? '']
    if (kind === 'Date') return ['d', (value as Date).getTime()]
    if (kind === 'RegExp') return ['r', (value as RegExp).source, (value as RegExp).flags]
    if (kind === 'ArrayBuffer') return ['b', kind, toBase64(new Uint8Array(value as ArrayBuffer))]
    if (ArrayBuffer.isView(value)) {
      return ['b', kind, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    }
    if (kind === 'Map')
      return ['m', [...(value as Map<unknown, unknown>)].map(([key, one]) => [visit(key), visit(one)])]
    if (kind === 'Set') return ['s', [...(value as Set<unknown>)].map(visit)]
    if (Array.isArray(value)) return ['a', Array.from(value, visit)]
    if (kind !== 'Object' && kind !== 'Module') return refuse()
    return ['o', Object.keys(value).map((key) => [key, visit((value as Record<string, unknown>)[key])])]
  }
  const describePrimitive = (value: unknown): unknown[] => {
    if (value === undefined) return ['u']
    if (typeof value === 'bigint') return ['i', String(value)]
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return ['n', Object.is(value, -0) ? '-0' : String(value)]
    }
    return typeof value === 'symbol' || typeof value === 'function' ? refuse() : ['p', value]
  }
  const visit = (value: unknown): number => {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
    const known = isObject ? seen.get(value) : undefined
    if (known !== undefined) return known
    const index = nodes.push(null) - 1
    if (isObject) seen.set(value, index)
    const named = special?.refer(value) ?? null
    if (named !== null) nodes[index] = named
    else nodes[index] = isObject && typeof value === 'object' ? describeObject(value) : describePrimitive(value)
    return index
  }
  visit(root)
  return JSON.stringify(nodes)
}

export function decodeValue(text: string, revive?: (kind: string, id: number) => unknown): unknown {
  type Node = [kind: string, ...rest: unknown[]]
  const nodes = JSON.parse(text) as Node[]
  const made = new Map<number, unknown>()
  const fromBase64 = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const keep = <T>(index: number, value: T): T => {
    made.set(index, value)
    return value
  }
  const makeBytes = (kind: string, base64: string): unknown => {
    const { buffer } = fromBase64(base64)
    if (kind === 'ArrayBuffer') return buffer
    const View = (globalThis as unknown as Record<string, new (buffer: ArrayBufferLike) => unknown>)[kind]
    return View === undefined ? buffer : new View(buffer)
  }
  const makeError = (name: string, message: string, stack: string): Error => {
    const kinds: Record<string, ErrorConstructor> = {
      Error,
      EvalError,
      RangeError,
      ReferenceError,
      SyntaxError,
      TypeError,
    }
    const error = new (kinds[name] ?? Error)(message)
    error.stack = stack
    return error
  }
  const make = (index: number): unknown => {
    if (made.has(index)) return made.get(index)
    const [kind, first, second, third] = nodes[index] ?? ['u']
    if (kind === 'u') return undefined
    if (kind === 'p') return first
    if (kind === 'n') return Number(first)
    if (kind === 'i') return BigInt(first as string)
    if (kind === 'd') return keep(index, new Date(first as number))
    if (kind === 'r') return keep(index, new RegExp(first as string, second as string))
    if (kind === 'b') return keep(index, makeBytes(first as string, second as string))
    if (kind === 'e') return keep(index, makeError(first as string, second as string, third as string))
    if (kind === 'a') {
      const list: unknown[] = keep(index, [])
      for (const one of first as number[]) list.push(make(one))
      return list
    }
    if (kind === 's') {
      const set = keep(index, new Set())
      for (const one of first as number[]) set.add(make(one))
      return set
    }
    if (kind === 'm') {
      const map = keep(index, new Map())
      for (const [key, one] of first as [number, number][]) map.set(make(key), make(one))
      return map
    }
    if (kind === 'o') {
      const object: Record<string, unknown> = keep(index, {})
      for (const [key, one] of first as [string, number][]) {
        // A key named __proto__ must stay an ordinary one.
        Object.defineProperty(object, key, { value: make(one), enumerable: true, configurable: true, writable: true })
      }
      return object
    }
    return keep(index, revive?.(kind, first as number))
  }
  return make(0)
}
