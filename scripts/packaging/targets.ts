/** What a package is made for, in Node's words. */
export type Platform = 'darwin' | 'linux' | 'win32'
export type Arch = 'x64' | 'arm64'

/** The package with the keychain's native half, after its platform. */
const KEYRING: Record<Platform, (arch: Arch) => string> = {
  darwin: (arch) => `@napi-rs/keyring-darwin-${arch}`,
  linux: (arch) => `@napi-rs/keyring-linux-${arch}-gnu`,
  win32: (arch) => `@napi-rs/keyring-win32-${arch}-msvc`,
}

const ARCHS = ['x64', 'arm64'] as const satisfies readonly Arch[]

/** A universal app is made of two that hold the same files, so on macOS both always hold both. */
const archsIn = (platform: Platform, arch: Arch): readonly Arch[] => (platform === 'darwin' ? ARCHS : [arch])

/** npm installs a native package only where it can run; these are needed to package for `platform` anywhere. */
export const keyringPackages = (platform: Platform, arch: Arch): string[] =>
  archsIn(platform, arch).map((each) => KEYRING[platform](each))

/** The native files of a package, by their path in it. */
export const nativeFiles = (platform: Platform, arch: Arch): string[] =>
  archsIn(platform, arch).flatMap((each) => {
    const keyring = KEYRING[platform](each)
    const file = keyring.replace('@napi-rs/keyring-', 'keyring.')
    return [`node_modules/better-sqlite3/prebuilds/${platform}-${each}.node`, `node_modules/${keyring}/${file}.node`]
  })

/** The patterns that leave every other native file out, for one platform; `${arch}` is filled in by electron-builder. */
export const foreignNatives = (platform: Platform): string[] => {
  const archs = platform === 'darwin' ? ARCHS : ['${arch}']
  const tail = { darwin: '', linux: '-gnu', win32: '-msvc' }[platform]
  const kept = (ending: string): string => archs.map((arch) => `${platform}-${arch}${ending}`).join('|')
  return [
    `!node_modules/better-sqlite3/prebuilds/!(${kept('')}).node`,
    `!node_modules/@napi-rs/keyring-!(${kept(tail)})/**`,
  ]
}
