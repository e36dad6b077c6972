import { recordCall } from '../../../standIn/machine/records.ts'

type Method = (...args: never[]) => unknown

/** Takes down calls of these methods, which go on to Electron. */
export const record = (name: string, on: object, methods: readonly string[]): void => {
  for (const method of methods) {
    const original = (on as Record<string, unknown>)[method]
    if (typeof original !== 'function') continue
    put(on, method, function recorded(this: unknown, ...args: unknown[]): unknown {
      recordCall(`${name}.${method}`, args)
      return Reflect.apply(original, this, args) as unknown
    })
  }
}

/** Takes down calls of this method, and does this instead of what Electron does. */
export const replace = (name: string, on: object, method: string, run: Method): void => {
  put(on, method, function replaced(this: unknown, ...args: unknown[]): unknown {
    recordCall(`${name}.${method}`, args)
    return Reflect.apply(run, this, args) as unknown
  })
}

const put = (on: object, method: string, value: unknown): void => {
  Object.defineProperty(on, method, { value, configurable: true, writable: true, enumerable: true })
}
