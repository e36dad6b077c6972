import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { median, timeOnce } from './measure.ts'
import { inMs } from './report.ts'

const SYNCS = 300

/** One line that says where the figures come from, with the price of a commit on this disk. */
export function describeMachine(folder: string): string {
  const processors = cpus()
  const db = new Database(':memory:')
  const sqlite = db.prepare<[], string>('SELECT sqlite_version()').pluck().get()
  db.close()
  return [
    `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
    `SQLite ${sqlite}`,
    `fdatasync of 4 KiB: median ${inMs(syncMs(folder))}`,
  ].join(', ')
}

function syncMs(folder: string): number {
  const file = openSync(join(folder, 'sync-probe'), 'w')
  const block = Buffer.alloc(4096, 1)
  const times = Array.from({ length: SYNCS }, () =>
    timeOnce(() => {
      writeSync(file, block)
      fdatasyncSync(file)
    }),
  )
  closeSync(file)
  return median(times)
}
