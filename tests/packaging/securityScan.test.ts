import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../electron/core/security/contentSecurityPolicy.ts'
import { makeTempFolder } from '../fakes/tempFolder.ts'
import {
  keyOf,
  layOutForScan,
  scanFolder,
  type Finding,
  type ScanResult,
} from '../harness/securityScan/securityScan.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BUILT = process.env.DAILIES_OUT ?? join(ROOT, 'out')
/** It parses everything that is shipped. */
const SCAN_TIMEOUT_MS = 240_000

interface Explained extends Finding {
  /** Why this is as it should be, and what proves it. */
  because: string
}

const WINDOW = { file: 'out/main/main.js', sample: 'const made = new BrowserWindow({' }
const SEEN_ELSEWHERE =
  'The preferences come from pagePreferences(), which the scanner does not follow. Its unit test and the spec of the window look at what Electron is really given.'

/** Everything the scanner finds in what is shipped. A new finding fails the test, and so does one that is gone. */
const EXPLAINED: readonly Explained[] = [
  { check: 'CONTEXT_ISOLATION_JS_CHECK', ...WINDOW, because: SEEN_ELSEWHERE },
  {
    check: 'SANDBOX_JS_CHECK',
    ...WINDOW,
    because: `${SEEN_ELSEWHERE} Besides, the whole app runs with enableSandbox().`,
  },
  {
    check: 'AUXCLICK_JS_CHECK',
    ...WINDOW,
    because:
      'A click with the middle button asks the handler of new windows, as every other does, and that one denies all; the specs of navigation try it.',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'out/main/main.js',
    sample: 'await shell.openExternal(url);',
    because:
      'The only call there is; the address comes out of externalUrl(), which lets nothing through but plain https.',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'out/main/chunks/shell.js',
    sample: 'documentation: () => deps.openExternal(deps.documentationUrl),',
    because: 'Of the same name, but not that call: it is handed to the one above, with an address of our own.',
  },
  {
    check: 'CSP_GLOBAL_CHECK',
    file: 'out/renderer/index.html',
    sample: CONTENT_SECURITY_POLICY,
    because:
      "It warns that scripts of 'self' are only as safe as what the origin serves. Of the person's files it serves takes and pictures, with types that are fixed and not sniffed; scripts come out of the package alone (the tests of the scheme and of the media).",
  },
  {
    check: 'ELECTRON_VERSION_JSON_CHECK',
    file: 'package.json',
    sample: '{',
    because: 'Says only that there is a version.',
  },
]

/** What no app should do, one line for each check that must see it. */
const BAD_APP = `
const { app, BrowserWindow, session, shell, protocol, webFrame } = require('electron')
app.commandLine.appendSwitch('ignore-certificate-errors')
app.on('certificate-error', (event, contents, url, error, certificate, callback) => { event.preventDefault(); callback(true) })
const window = new BrowserWindow({ webPreferences: {
  nodeIntegration: true, webSecurity: false, sandbox: false, contextIsolation: false,
  allowRunningInsecureContent: true, experimentalFeatures: true, enableBlinkFeatures: 'ExecCommandInJavaScript',
} })
window.loadURL('http://example.com')
new BrowserWindow({ webPreferences: { nodeIntegration: true } })
window.webContents.insertCSS(process.argv[1])
session.defaultSession.setCertificateVerifyProc((request, callback) => callback(0))
shell.openExternal(process.argv[2])
`
const BAD_PAGE =
  '<html><body><webview src="http://example.com" allowpopups disablewebsecurity nodeintegration></webview></body></html>'
const SEEN_IN_BAD_APP = [
  'ALLOWPOPUPS_HTML_CHECK',
  'BLINK_FEATURES_JS_CHECK',
  'CERTIFICATE_ERROR_EVENT_JS_CHECK',
  'CERTIFICATE_VERIFY_PROC_JS_CHECK',
  'CONTEXT_ISOLATION_JS_CHECK',
  'CSP_GLOBAL_CHECK',
  'CUSTOM_ARGUMENTS_JS_CHECK',
  'DANGEROUS_FUNCTIONS_JS_CHECK',
  'EXPERIMENTAL_FEATURES_JS_CHECK',
  'HTTP_RESOURCES_JS_CHECK',
  'INSECURE_CONTENT_JS_CHECK',
  'LIMIT_NAVIGATION_GLOBAL_CHECK',
  'NODE_INTEGRATION_JS_CHECK',
  'OPEN_EXTERNAL_JS_CHECK',
  'PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK',
  'SANDBOX_JS_CHECK',
  'WEB_SECURITY_JS_CHECK',
]

describe('electronegativity, without a network,', () => {
  let shipped: ScanResult
  beforeAll(async () => {
    if (!existsSync(join(BUILT, 'main', 'main.js'))) throw new Error('Nothing is built: run "npm run build" first.')
    await using folder = await makeTempFolder()
    await layOutForScan(BUILT, ROOT, CONTENT_SECURITY_POLICY, folder.path)
    shipped = await scanFolder(folder.path)
  }, SCAN_TIMEOUT_MS)

  it('can read everything that is shipped, with all its checks but one', () => {
    expect(shipped.errors).toEqual([])
    expect(shipped.checks).toBe(41)
  })

  it('finds nothing in it that is not explained, and everything that is', () => {
    expect(shipped.findings.map(keyOf)).toEqual(EXPLAINED.map(keyOf).sort((a, b) => a.localeCompare(b)))
  })

  it('was kept from the network, which it tried to reach', () => {
    expect(shipped.refused).toBeGreaterThan(0)
  })

  it(
    'finds what is wrong in an app that does everything wrong',
    async () => {
      await using folder = await makeTempFolder()
      await mkdir(join(folder.path, 'app'))
      await writeFile(join(folder.path, 'app', 'main.js'), BAD_APP)
      await writeFile(join(folder.path, 'app', 'index.html'), BAD_PAGE)
      await writeFile(join(folder.path, 'app', 'package.json'), '{"name":"bad","main":"main.js"}')
      const { findings, errors } = await scanFolder(join(folder.path, 'app'))
      expect(errors).toEqual([])
      expect([...new Set(findings.map(({ check }) => check))]).toEqual(expect.arrayContaining(SEEN_IN_BAD_APP))
    },
    SCAN_TIMEOUT_MS,
  )
})
