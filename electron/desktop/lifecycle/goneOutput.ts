/** What writing to a terminal or a pipe reports that is no longer there. */
const CODES = ['EPIPE', 'EIO', 'EBADF']

/** Whether an error only says that nobody reads what is written to the standard streams; the app needs no reader. */
export const isGoneOutput = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  CODES.includes(String(error.code)) &&
  'syscall' in error &&
  error.syscall === 'write'
