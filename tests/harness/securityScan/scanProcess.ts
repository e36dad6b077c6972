import dns from 'node:dns'
import { createRequire, registerHooks } from 'node:module'
import { Socket } from 'node:net'
import { pathToFileURL } from 'node:url'
import type { RawScan, ScanAsked } from './securityScan.ts'

/**
 * Runs the scanner in a process without a network: it would ask for newer translations, and for lists of releases.
 * Its parser belongs to a TypeScript of its own, which a newer one beside it would hide.
 */
const fromHere = createRequire(import.meta.url)
const scannerPath = fromHere.resolve('@doyensec/electronegativity')
const itsTypeScript = pathToFileURL(createRequire(scannerPath).resolve('typescript')).href
registerHooks({
  resolve: (name, context, next) =>
    name === 'typescript' ? { url: itsTypeScript, format: 'commonjs', shortCircuit: true } : next(name, context),
})

let refused = 0
const refuse = (): never => {
  refused += 1
  throw new Error('There is no network here.')
}
Object.assign(Socket.prototype, { connect: refuse })
for (const name of Object.keys(dns) as (keyof typeof dns)[]) {
  if (typeof dns[name] === 'function' && /^(lookup|resolve|reverse)/.test(name)) Object.assign(dns, { [name]: refuse })
}

type Scan = (options: ScanAsked & { isRelative: boolean }) => Promise<Omit<RawScan, 'refused'>>

process.once('message', (asked: ScanAsked) => {
  const scan = fromHere('@doyensec/electronegativity') as Scan
  scan({ ...asked, isRelative: true }).then(
    (found) => process.send?.({ ...found, refused }),
    (error: unknown) => {
      throw error
    },
  )
})
