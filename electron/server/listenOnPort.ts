import { listen, type HttpServer, type HttpServerDeps } from './httpServer.ts'

export const DEFAULT_PORT = 4823
const PORTS_TO_TRY = 100

/** The server can't open where it was told to. `message` is meant for a person. */
export class PortTakenError extends Error {}

/** A port that was asked for is taken or refused; without one, the default or the next free one is taken. */
export const listenOnPort = async (deps: Omit<HttpServerDeps, 'port'>, asked: number | null): Promise<HttpServer> => {
  const ports = asked === null ? Array.from({ length: PORTS_TO_TRY }, (_, step) => DEFAULT_PORT + step) : [asked]
  for (const port of ports) {
    const outcome = await listen({ ...deps, port })
    if (outcome.ok) return outcome.server
  }
  throw new PortTakenError(
    asked === null
      ? `No port from ${DEFAULT_PORT} to ${DEFAULT_PORT + PORTS_TO_TRY - 1} is free on 127.0.0.1.`
      : `Port ${asked} on 127.0.0.1 is taken. Choose another with --port, or --port 0 for any free one.`,
  )
}
