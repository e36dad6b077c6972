/** What electron-builder reads to sign. A secret that a repository does not have arrives as an empty text. */
const SIGNING = [
  'CSC_LINK',
  'CSC_NAME',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_ID',
  'APPLE_APP_SPECIFIC_PASSWORD',
  'APPLE_TEAM_ID',
] as const

type Environment = Record<string, string | undefined>

const has = (env: Environment, ...names: readonly string[]): boolean =>
  names.every((name) => env[name] !== undefined && env[name] !== '')

export const hasAppleCertificate = (env: Environment): boolean => has(env, 'CSC_LINK') || has(env, 'CSC_NAME')

/** Without the empty ones, which would be taken for broken certificates. */
export const signingEnvironment = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' || !isSigning(name)))

const isSigning = (name: string): boolean => SIGNING.some((each) => each === name)

/** In plain words, what a package made now is worth to the systems that start it. */
export const signingReport = (env: Environment, platform: NodeJS.Platform): string => {
  if (platform === 'darwin') {
    if (!hasAppleCertificate(env))
      return 'macOS: signed for no team and not notarised. It starts only after a detour, and cannot update itself.'
    return has(env, 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID')
      ? 'macOS: signed and sent for notarisation.'
      : 'macOS: signed, but not notarised (APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID): it is blocked at first.'
  }
  if (platform === 'win32')
    return has(env, 'WIN_CSC_LINK') || has(env, 'CSC_LINK')
      ? 'Windows: signed.'
      : 'Windows: not signed (WIN_CSC_LINK): SmartScreen warns of it.'
  return 'Linux: packages are not signed; their checksums are published.'
}
