/** Why the keychain did not do what it was asked. */
export type KeychainTrouble =
  /** There is none, or nothing that answers as one. */
  | 'absent'
  /** It is there, but locked, and was not opened; or it refuses. */
  | 'closed'
  /** It has not answered yet; it may be showing a question that nobody has answered. */
  | 'silent'

/** A secret that was saved earlier is in a keychain that this process cannot read now. */
export class SecretOutOfReachError extends Error {
  readonly trouble: KeychainTrouble

  constructor(trouble: KeychainTrouble, options?: ErrorOptions) {
    super(`The keychain cannot be read (${trouble}).`, options)
    this.name = 'SecretOutOfReachError'
    this.trouble = trouble
  }
}

/** Overwriting it would destroy keys that a person could still save, so nothing is written to it. */
export class SecretFileDamagedError extends Error {
  constructor(path: string) {
    super(`The file with the keys is damaged: ${path}. Correct or delete it.`)
    this.name = 'SecretFileDamagedError'
  }
}

/** A secret was not saved: no keychain takes it, and a file is not allowed. */
export class SecretNotKeptError extends Error {
  readonly trouble: KeychainTrouble

  constructor(trouble: KeychainTrouble, options?: ErrorOptions) {
    super(`The keychain did not take a secret (${trouble}), and it may not be kept in a file.`, options)
    this.name = 'SecretNotKeptError'
    this.trouble = trouble
  }
}
