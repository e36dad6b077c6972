/** The host cannot open its data folder. `message` is meant for a person and names the folder. */
export class HostOpenError extends Error {
  readonly code: 'folder_in_use' | 'database_too_new' | 'folder_unusable'

  constructor(code: HostOpenError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HostOpenError'
    this.code = code
  }
}
