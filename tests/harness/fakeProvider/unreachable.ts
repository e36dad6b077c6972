import { createServer } from 'node:net'

/** `.invalid` never resolves (RFC 6761). */
export const UNRESOLVABLE_URL = 'http://provider.invalid/v1'

/** A base URL on loopback where nothing listens: connections are refused. */
export const findRefusingUrl = async (): Promise<string> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}/v1`
}

export const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number => {
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.')
  return address.port
}

/** The same server by `https:` although it speaks plain HTTP: the TLS handshake fails. */
export const withBrokenTls = (baseUrl: string): string => baseUrl.replace(/^http:/, 'https:')
