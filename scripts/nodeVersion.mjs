/** The oldest Node that runs Dailies; the same as `engines` in package.json. */
const NEEDED = [22, 12]

/** Ends the process with one line where Node is too old. Written so that old versions can still read it. */
export const requireNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return
  process.stderr.write(`Dailies needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}
