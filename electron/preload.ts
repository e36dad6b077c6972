import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { HostEvent } from '../shared/ipc/contract.ts'
import type { IpcResult } from '../shared/ipc/ipcError.ts'
import type { ShellEvent } from '../shared/shell/shellContract.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './desktop/ipc/channels.ts'

type ScreenEvent = HostEvent | ShellEvent

contextBridge.exposeInMainWorld('dailies', {
  request: (route: string, input: unknown): Promise<IpcResult<unknown>> =>
    ipcRenderer.invoke(REQUEST_CHANNEL, route, input) as Promise<IpcResult<unknown>>,
  on(listener: (event: ScreenEvent) => void): () => void {
    const receive = (_event: IpcRendererEvent, events: readonly ScreenEvent[]): void => {
      try {
        for (const event of events) listener(event)
      } finally {
        // A page that is busy takes the next batch later, and then a newer one.
        ipcRenderer.send(EVENT_CHANNEL)
      }
    }
    ipcRenderer.on(EVENT_CHANNEL, receive)
    ipcRenderer.send(EVENT_CHANNEL)
    return () => ipcRenderer.off(EVENT_CHANNEL, receive)
  },
})
