import { EventEmitter } from 'node:events'
import { nameInRecords, recordCall, recordFault } from './records.ts'

/** Asked by Node, by `await` and by consoles of any object; not a question to Electron. */
const HARMLESS = new Set<string | symbol>(['then', 'toJSON', 'inspect', 'nodeType', 'asymmetricMatch', '$$typeof'])

/** Asking changes nothing, so it isn't worth a record. */
const IS_QUESTION = /^(is|has|get|can)[A-Z]/

/** Ends in an error that names what is missing, and in a fault, because apps catch errors. */
export const lacks = (what: string): never => {
  const text = `The stand-in lacks ${what}`
  recordFault(text)
  throw new Error(text)
}

const withRecords = (name: string, members: object): object => {
  const descriptors = Object.getOwnPropertyDescriptors(members)
  for (const [key, descriptor] of Object.entries(descriptors)) {
    const run: unknown = descriptor.value
    if (typeof run !== 'function' || IS_QUESTION.test(key) || run instanceof EventEmitter) continue
    descriptor.value = (...args: unknown[]): unknown => {
      recordCall(`${name}.${key}`, args)
      return (run as (...args: unknown[]) => unknown)(...args)
    }
  }
  return Object.defineProperties({}, descriptors)
}

const guard = (name: string, target: object): object =>
  new Proxy(target, {
    get: (on, key, receiver) => {
      if (key in on || typeof key === 'symbol' || HARMLESS.has(key)) return Reflect.get(on, key, receiver) as unknown
      return lacks(`${name}.${key}`)
    },
    set: (on, key, value, receiver) => {
      if (key in on || typeof key === 'symbol' || key.startsWith('_')) return Reflect.set(on, key, value, receiver)
      return lacks(`${name}.${key} = …`)
    },
  })

/**
 * An object of Electron as far as it is in place: what is given has Electron's own signatures, what is asked for
 * and not given fails loudly. Calls are recorded as `name.method`.
 */
export const part = <T extends object>(name: string, members: Partial<T>, label?: () => string): T => {
  const made = guard(name, withRecords(name, members)) as T
  nameInRecords(made, label ?? (() => `[${name}]`))
  return made
}

/** Tells the app's listeners. `Events` says what each event carries. */
export type Emit<Events extends object = Record<string, unknown[]>> = <E extends keyof Events & string>(
  event: E,
  ...args: Events[E] extends unknown[] ? Events[E] : never
) => void

export interface Emitting<T extends object, Events extends object> {
  object: T
  emit: Emit<Events>
}

/** As `part`, for what also has events. */
export const emittingPart = <T extends object, Events extends object = Record<string, unknown[]>>(
  name: string,
  members: Partial<Omit<T, keyof EventEmitter>>,
  label?: () => string,
): Emitting<T, Events> => {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(100)
  Object.defineProperties(emitter, Object.getOwnPropertyDescriptors(withRecords(name, members)))
  const object = guard(name, emitter) as T
  nameInRecords(object, label ?? (() => `[${name}]`))
  return { object, emit: (event, ...args) => void emitter.emit(event, ...args) }
}

/** Something the app makes with `new`. `statics` are the class's own functions. */
export const newable = <C extends abstract new (...args: never[]) => object>(
  name: string,
  create: (...args: ConstructorParameters<C>) => InstanceType<C>,
  statics: Partial<Omit<C, 'prototype'>>,
): C => {
  const made = new WeakSet<object>()
  const construct = (args: unknown[]): object => {
    recordCall(`new ${name}`, args)
    const instance = create(...(args as ConstructorParameters<C>))
    made.add(instance)
    return instance
  }
  const target = Object.defineProperties(
    function standIn() {},
    Object.getOwnPropertyDescriptors(withRecords(name, statics)),
  )
  Object.defineProperty(target, Symbol.hasInstance, { value: (value: object) => made.has(value) })
  return new Proxy(target, {
    construct: (_, args) => construct(args),
    apply: () => lacks(`${name}() without new`),
    get: (on, key, receiver) => {
      if (key in on || typeof key === 'symbol' || HARMLESS.has(key)) return Reflect.get(on, key, receiver) as unknown
      return lacks(`${name}.${key}`)
    },
  }) as unknown as C
}

export interface PreventableEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** Electron's event object; `more` are its own properties. */
export const createEvent = <T extends object>(more: T): T & PreventableEvent => {
  let isPrevented = false
  const descriptors = Object.getOwnPropertyDescriptors(more)
  return Object.defineProperties(
    {
      preventDefault: () => {
        isPrevented = true
      },
      get defaultPrevented() {
        return isPrevented
      },
    },
    descriptors,
  ) as T & PreventableEvent
}
