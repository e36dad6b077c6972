#!/usr/bin/env node
// cmd.exe cannot replace itself by a program, so this runs it and ends as it ended. Ctrl+C reaches both.
const { spawn } = require('node:child_process')

const [command, ...args] = process.argv.slice(2)
process.on('SIGINT', () => {})
spawn(command === 'node' ? process.execPath : command, args, { stdio: 'inherit' })
  .on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  .on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
