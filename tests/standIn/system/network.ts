import { lacks, part } from '../machine/member.ts'

let isOnline = true

export const networkIsOnline = (): boolean => isOnline
export const setNetwork = (next: boolean): void => {
  isOnline = next
}

export const net = part<Electron.Net>('net', {
  isOnline: networkIsOnline,
  get online() {
    return isOnline
  },
  fetch: () => lacks('net.fetch: nothing of the outside is reachable'),
  request: () => lacks('net.request: nothing of the outside is reachable'),
})
