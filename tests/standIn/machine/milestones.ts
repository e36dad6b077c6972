/** When the app first asked for a window, in milliseconds since the process began; for the benchmark of the start. */
let windowAskedForMs: number | null = null

export const reportWindowAskedFor = (): void => {
  if (windowAskedForMs !== null) return
  windowAskedForMs = performance.now()
  if (process.send && process.connected) process.send({ event: 'window asked for', ms: windowAskedForMs })
}

export const windowAskedFor = (): number | null => windowAskedForMs
