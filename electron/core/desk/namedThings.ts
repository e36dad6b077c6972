import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { RunTransaction } from '../db/transaction.ts'

interface NamedRepository<T> {
  byId: (id: string) => T | null
  idOfName: (name: string) => string | null
  count: () => number
  save: (thing: T) => void
  remove: (id: string) => boolean
}

/**
 * The verbs that things with a unique name have in common.
 * @param what how messages call one of them
 */
export function createNamedThings<T extends { name: string }>(deps: {
  what: 'template' | 'list'
  most: number
  repository: NamedRepository<T>
  runTransaction: RunTransaction
}) {
  const { what, repository, runTransaction } = deps

  const mustFind = (id: string): T => {
    const thing = repository.byId(id)
    if (thing === null) throw new IpcError('not_found', `There is no ${what} ${id}.`, `${what}Id`)
    return thing
  }
  const refuseTaken = (name: string, id: string): void => {
    const owner = repository.idOfName(name)
    if (owner === null || owner === id) return
    throw new IpcError('conflict', `There is a ${what} named "${name}" already.`, 'name')
  }

  return {
    /** @throws IpcError `conflict` naming `name` when it is taken, or when there are too many */
    create: (id: string, thing: T): T =>
      runTransaction(() => {
        refuseTaken(thing.name, id)
        if (repository.count() >= deps.most) {
          throw new IpcError('conflict', `There are ${deps.most} ${what}s already. Remove some first.`)
        }
        repository.save(thing)
        return thing
      }),
    /** @throws IpcError `not_found`, or `conflict` naming `name` when it is taken */
    update: (id: string, change: (thing: T) => T): T =>
      runTransaction(() => {
        const changed = change(mustFind(id))
        refuseTaken(changed.name, id)
        repository.save(changed)
        return changed
      }),
    /** @throws IpcError `not_found` */
    remove(id: string): void {
      mustFind(id)
      repository.remove(id)
    },
  }
}

/** `undefined` in a request means: leave it as it is. */
export const given = <T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
