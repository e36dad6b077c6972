import type { TextKey } from '../texts/texts.ts'

type Phase = 'check' | 'download' | 'install'

/**
 * What to tell a person. Codes are those of electron-updater 6 (`ERR_UPDATER_…`), of Node, and of Chromium's network
 * stack, which puts its own into the message (`net::ERR_…`).
 */
export const updateFailure = (error: unknown, phase: Phase): TextKey => {
  const { code, message } = describe(error)
  const text = `${code} ${message}`
  return KNOWN.find(([pattern]) => pattern.test(text))?.[1] ?? OTHERWISE[phase]
}

const KNOWN: readonly (readonly [RegExp, TextKey])[] = [
  [/ERR_CHECKSUM_MISMATCH|ERR_UPDATER_INVALID_SIGNATURE|sha512|code signature|not signed/i, 'updates:notGenuine'],
  [/\bENOSPC\b/, 'updates:diskFull'],
  [/\b(EACCES|EPERM|EROFS)\b/, 'updates:notAllowed'],
  [/net::ERR_|\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/, 'updates:offline'],
  [
    /ERR_UPDATER_(CHANNEL_FILE|LATEST_VERSION|ZIP_FILE)_NOT_FOUND|ERR_UPDATER_NO_PUBLISHED_VERSIONS/,
    'updates:notThere',
  ],
  [/ERR_UPDATER_(NO_FILES_PROVIDED|INVALID_RELEASE_FEED)|\b404\b/, 'updates:notThere'],
]

const OTHERWISE: Record<Phase, TextKey> = {
  check: 'updates:checkFailed',
  download: 'updates:downloadFailed',
  install: 'updates:installFailed',
}

const describe = (error: unknown): { code: string; message: string } => {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  return { code: 'code' in error ? String(error.code) : '', message: error.message }
}
