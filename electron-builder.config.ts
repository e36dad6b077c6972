import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AfterPackContext, Configuration } from 'electron-builder'
import { hasAppleCertificate } from './scripts/packaging/signing.ts'
import { foreignNatives, nativeFiles, type Platform } from './scripts/packaging/targets.ts'

/** The repository where releases lie. Set by GitHub's runners; elsewhere a package is built that cannot replace itself. */
const repositoryIn = (env: NodeJS.ProcessEnv): { owner: string; repo: string } | null => {
  const [, owner, repo] = /^([^/]+)\/([^/]+)$/.exec(env.GITHUB_REPOSITORY ?? '') ?? []
  return owner === undefined || repo === undefined ? null : { owner, repo }
}

/** Playwright drives Electron through the inspector, so the build that it tests keeps that one door open. */
const isForSmokeTest = (env: NodeJS.ProcessEnv): boolean => env.DAILIES_PACKAGE_FOR === 'smoke-test'

/**
 * Apple silicon starts nothing unsigned, so without a certificate the app is signed for no team ("ad hoc"). A hardened
 * runtime is then out of reach: it loads only libraries of the app's own team.
 */
const appleSigning = (env: NodeJS.ProcessEnv): { hardenedRuntime: boolean; identity?: string } =>
  hasAppleCertificate(env) ? { hardenedRuntime: true } : { hardenedRuntime: false, identity: '-' }

/** What of this project is packaged: nothing that isn't named here. */
const APP_FILES = [
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  'resources/icons/{badge,tray}/**',
  'resources/icons/{drag,notification}*.png',
  'resources/icons/app/{256x256,512x512}.png',
  '!**/*.map',
  '!out/**/THIRD-PARTY-NOTICES.txt',
  // The server door needs a Node of its own, which a package has not; the gallery is for developers.
  '!out/main/serve.js',
  '!out/renderer/gallery.html',
  '!out/renderer/assets/Gallery-*',
  '!node_modules/better-sqlite3/{build,deps,src}/**',
  // One entry for each platform, for bundlers; the ordinary one finds the right file by itself.
  '!node_modules/better-sqlite3/lib/{darwin,linux,linuxmusl,win32}-*.js',
  '!node_modules/node-addon-api/**',
  '!node_modules/@napi-rs/keyring/keytar.*',
]

const PICTURES = { ext: ['png', 'jpg', 'jpeg', 'webp'], mimeTypes: ['image/png', 'image/jpeg', 'image/webp'] }
const TABLES = { ext: ['csv', 'jsonl'], mimeTypes: ['text/csv', 'application/jsonl', 'application/x-ndjson'] }

/** electron-builder's own numbers, which can't be had as values where only its types are. */
const archNames: Partial<Record<AfterPackContext['arch'], string>> = { 1: 'x64', 3: 'arm64', 4: 'universal' }

/** A package without its native halves starts and then cannot open its database: better that it is never made. */
const requireNatives = ({ appOutDir, arch, electronPlatformName, packager }: AfterPackContext): void => {
  const unpacked = join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked')
  const archName = archNames[arch] === 'arm64' ? 'arm64' : 'x64'
  const wanted = nativeFiles(electronPlatformName as Platform, archName)
  const missing = wanted.filter((file) => !existsSync(join(unpacked, file)))
  const found = existsSync(unpacked) ? readdirSync(unpacked, { recursive: true, encoding: 'utf8' }) : []
  const surplus = found.filter((file) => file.endsWith('.node') && !wanted.includes(file.replaceAll('\\', '/')))
  if (missing.length === 0 && surplus.length === 0) return
  const target = `${electronPlatformName}-${archName}`
  throw new Error(
    `The package for ${target} has not exactly its native files (missing: ${missing.join(', ') || 'none'}; too many: ` +
      `${surplus.join(', ') || 'none'}). "node scripts/fetchNatives.mjs ${target}" gets what npm leaves out here.`,
  )
}

/** How the app is packaged, for all systems. docs/packaging.md says what needs which of these. */
export const packagingConfig = (env: NodeJS.ProcessEnv): Configuration => {
  const repository = repositoryIn(env)
  const homepage = `https://github.com/${repository?.owner ?? 'dailies'}/${repository?.repo ?? 'dailies'}`
  return {
    appId: 'io.github.dailies.app',
    productName: 'Dailies',
    copyright: 'Copyright © 2026 The Dailies authors',
    directories: { output: isForSmokeTest(env) ? 'release/smoke-test' : 'release', buildResources: 'resources' },
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    compression: 'normal',
    // Chromium's own texts, in the languages that the app speaks.
    electronLanguages: ['en-US', 'de'],
    extraMetadata: {
      // By this name Linux finds the desktop entry that belongs to a window.
      desktopName: 'dailies.desktop',
      homepage,
      author: { name: 'The Dailies authors', email: 'dailies@users.noreply.github.com' },
      repository: { type: 'git', url: `git+${homepage}.git` },
    },

    // Other programs show these, and they can't look into the archive.
    extraResources: [
      { from: 'LICENSE', to: 'licences/Dailies.txt' },
      { from: 'out/main/THIRD-PARTY-NOTICES.txt', to: 'licences/engine.txt' },
      { from: 'out/renderer/THIRD-PARTY-NOTICES.txt', to: 'licences/window.txt' },
    ],
    asar: { smartUnpack: false },
    // The system's loader wants real files; everything else stays in the archive, whose hash is checked.
    asarUnpack: ['**/*.node'],
    // The native modules are Node-API builds, which need no rebuilding for Electron.
    npmRebuild: false,
    nodeGypRebuild: false,
    afterPack: requireNatives,

    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: isForSmokeTest(env),
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      // Only Apple's own tool can renew the signature that a changed program needs on Apple silicon.
      resetAdHocDarwinSignature: process.platform === 'darwin',
    },

    protocols: [{ name: 'Dailies', schemes: ['dailies'], role: 'Viewer' }],

    mac: {
      category: 'public.app-category.video',
      target: [
        { target: 'dmg', arch: ['universal'] },
        { target: 'zip', arch: ['universal'] },
      ],
      icon: 'resources/icons/icon.icns',
      files: [...APP_FILES, ...foreignNatives('darwin')],
      // Both halves of a universal app hold the native files of both; there is nothing to join.
      x64ArchFiles: 'Contents/Resources/app.asar.unpacked/node_modules/**/*.node',
      ...appleSigning(env),
      gatekeeperAssess: false,
      entitlements: 'resources/entitlements.plist',
      entitlementsInherit: 'resources/entitlements.plist',
      fileAssociations: [
        { ext: PICTURES.ext, name: 'Picture', role: 'Viewer', rank: 'Alternate' },
        { ext: TABLES.ext, name: 'Table of prompts', role: 'Viewer', rank: 'Alternate' },
        // Only so that a take among the recent items finds its way back; never offered for other files.
        { ext: ['mp4'], name: 'Take', role: 'Viewer', rank: 'None' },
      ],
      extendInfo: {
        NSLocalNetworkUsageDescription: 'Dailies talks to the providers that you add, also to those in your network.',
      },
    },
    dmg: { title: '${productName} ${version}', writeUpdateInfo: false },

    win: {
      // Two installers: an update picks the one with its architecture in the name.
      target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      icon: 'resources/icons/icon.ico',
      files: [...APP_FILES, ...foreignNatives('win32')],
    },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      buildUniversalInstaller: false,
      deleteAppDataOnUninstall: false,
      installerLanguages: ['en_US', 'de_DE'],
      include: 'resources/installer.nsh',
    },

    linux: {
      target: [
        { target: 'AppImage', arch: ['x64'] },
        { target: 'deb', arch: ['x64'] },
        { target: 'rpm', arch: ['x64'] },
      ],
      icon: 'resources/icons/app',
      files: [...APP_FILES, ...foreignNatives('linux')],
      executableName: 'dailies',
      syncDesktopName: true,
      category: 'AudioVideo;Video',
      maintainer: 'The Dailies authors <dailies@users.noreply.github.com>',
      synopsis: 'Job queue for generative video',
      description:
        'Queue prompts for video models, let Dailies watch them overnight, and keep every finished take as a plain file.',
      mimeTypes: [...PICTURES.mimeTypes, ...TABLES.mimeTypes],
      desktop: {
        entry: {
          GenericName: 'Video queue',
          'GenericName[de]': 'Video-Warteschlange',
          'Comment[de]': 'Reiht Prompts für Videomodelle ein, wacht über sie und behält jeden fertigen Take.',
          Keywords: 'video;generate;queue;takes;AI;',
          StartupNotify: 'true',
          SingleMainWindow: 'true',
          'X-GNOME-UsesNotifications': 'true',
        },
      },
    },
    deb: { packageCategory: 'video' },

    publish: repository === null ? null : [{ provider: 'github', ...repository, releaseType: 'draft' }],
    // A version such as 1.2.0-beta.1 is announced in beta.yml; those on beta see stable releases by GitHub's own list.
    detectUpdateChannel: true,
  }
}

export default packagingConfig(process.env)
