import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { HostEvent } from '../shared/ipc/contract.ts'
import type { IpcResult } from '../shared/ipc/ipcError.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './desktop/channels.ts'

contextBridge.exposeInMainWorld('dailies', {
  request: (route: string, input: unknown): Promise<IpcResult<unknown>> =>
    ipcRenderer.invoke(REQUEST_CHANNEL, route, input) as Promise<IpcResult<unknown>>,
  on(listener: (event: HostEvent) => void): () => void {
    const receive = (_event: IpcRendererEvent, event: HostEvent): void => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, receive)
    return () => ipcRenderer.off(EVENT_CHANNEL, receive)
  },
})
