import type { Logger } from '../../electron/core/ports.ts'

export interface MemoryLogger extends Logger {
  lines: { level: 'debug' | 'info' | 'warn' | 'error'; message: string; fields: Record<string, unknown> | undefined }[]
}

export const createMemoryLogger = (): MemoryLogger => {
  const lines: MemoryLogger['lines'] = []
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields?: Record<string, unknown>): void =>
      void lines.push({ level, message, fields })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
