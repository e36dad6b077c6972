import { createEvent, emittingPart } from '../machine/member.ts'
import { recordFault, recordMessage } from '../machine/records.ts'
import { decodeValue, encodeValue } from '../pages/encoding.ts'
import { describeSender, type IpcEventParts } from './frames.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

export interface IpcHub {
  object: Electron.IpcMain
  has(channel: string): boolean
  /** Answers what the page gets to see: the value as text, or the message of the error. */
  invoke(from: IpcEventParts, channel: string, payload: string): Promise<{ payload: string } | { error: string }>
  tell(from: IpcEventParts, channel: string, payload: string, reply: Electron.IpcMainEvent['reply']): void
}

/** Copies as the structured clone does, so that nothing is shared and what cannot cross does not. */
export const encodeForCrossing = (value: unknown): string => {
  try {
    return encodeValue(structuredClone(value))
  } catch {
    throw new Error('An object could not be cloned.')
  }
}

export const createIpcHub = (name: string): IpcHub => {
  const handlers = new Map<string, { handle: Handler; isOnce: boolean }>()
  const add = (channel: string, handle: Handler, isOnce: boolean): void => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, { handle, isOnce })
  }
  const { object, emit } = emittingPart<Electron.IpcMain>(name, {
    handle: (channel, handle) => add(channel, handle, false),
    handleOnce: (channel, handle) => add(channel, handle, true),
    removeHandler: (channel) => void handlers.delete(channel),
  })
  const run = async (from: IpcEventParts, channel: string, payload: string): Promise<string> => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    if (handler.isOnce) handlers.delete(channel)
    const event = createEvent(describeSender(from))
    return encodeForCrossing(await handler.handle(event, ...(decodeValue(payload) as unknown[])))
  }
  return {
    object,
    has: (channel) => handlers.has(channel),
    invoke: async (from, channel, payload) => {
      recordMessage({ direction: 'to main', channel, payload })
      try {
        const answer = await run(from, channel, payload)
        recordMessage({ direction: 'to page', channel, payload: answer })
        return { payload: answer }
      } catch (error) {
        recordFault(`Error occurred in handler for '${channel}': ${String(error)}`)
        return { error: `Error invoking remote method '${channel}': ${String(error)}` }
      }
    },
    tell: (from, channel, payload, reply) => {
      recordMessage({ direction: 'to main', channel, payload })
      const event = createEvent({ ...describeSender(from), ports: [], reply, returnValue: null })
      emit(channel, event, ...(decodeValue(payload) as unknown[]))
    },
  }
}

/** The app-wide one; a window's own (`webContents.ipc`) comes before it. */
export const ipcMainHub = createIpcHub('ipcMain')
export const ipcMain = ipcMainHub.object
