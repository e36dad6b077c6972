import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SHIM = join(import.meta.dirname, '../../../scripts/exec-for-cmd/exec.cjs')

const exec = (...args: string[]) => spawnSync(process.execPath, [SHIM, ...args], { encoding: 'utf8' })

it('runs the command with its arguments and hands its output through', () => {
  const result = exec('node', '-p', '`${process.argv.slice(1)}`', 'one', 'two words')
  expect(result.stdout).toBe('one,two words\n')
  expect(result.status).toBe(0)
})

it('ends with the exit code of the command', () => {
  expect(exec('node', '-e', 'process.exit(7)').status).toBe(7)
})

it('says that a command does not exist and fails', () => {
  const result = exec('no-such-command-anywhere')
  expect(result.stderr).toContain('no-such-command-anywhere')
  expect(result.status).toBe(1)
})
