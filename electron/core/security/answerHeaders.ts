import { CONTENT_SECURITY_POLICY } from './contentSecurityPolicy.ts'

/** What the page may use of the browser at all: full screen for the player, writing (never reading) the clipboard. */
const PERMISSIONS: Record<string, string> = {
  accelerometer: '()',
  camera: '()',
  'clipboard-read': '()',
  'clipboard-write': '(self)',
  'display-capture': '()',
  fullscreen: '(self)',
  geolocation: '()',
  gyroscope: '()',
  hid: '()',
  'idle-detection': '()',
  'local-fonts': '()',
  magnetometer: '()',
  microphone: '()',
  midi: '()',
  payment: '()',
  'publickey-credentials-get': '()',
  serial: '()',
  usb: '()',
  'window-management': '()',
}

/** On every answer of the host, through either door; whatever the answer is, a browser can open it as a page. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': Object.entries(PERMISSIONS)
    .map(([feature, allowed]) => `${feature}=${allowed}`)
    .join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** The same answer with those headers, in place of others of these names. */
export const withAnswerHeaders = (answer: Response): Response => {
  const guarded = new Response(answer.body, answer)
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) guarded.headers.set(name, value)
  return guarded
}
