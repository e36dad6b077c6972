import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** Starts one of this folder's programs; resolves with its first message. */
export async function startChild(program: string, args: string[]): Promise<{ child: ChildProcess; message: unknown }> {
  const child = fork(join(import.meta.dirname, program), args, { stdio: 'inherit' })
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
  })
  return { child, message }
}

/** Runs one of this folder's programs to its end and gives what it reported. */
export async function runChild(program: string, args: string[]): Promise<unknown> {
  const { child, message } = await startChild(program, args)
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
  return message
}
