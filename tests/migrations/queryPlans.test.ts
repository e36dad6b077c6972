import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../electron/core/db/migrations/index.ts'
import { createGenerationTimesRepository } from '../../electron/core/jobs/generationTimesRepository.ts'
import { createJobRepository } from '../../electron/core/jobs/jobRepository.ts'
import { createLibraryRepository } from '../../electron/core/jobs/libraryRepository.ts'
import { createSubmissionRepository } from '../../electron/core/jobs/submissionRepository.ts'
import { createAssetRepository } from '../../electron/core/media/assetRepository.ts'
import { createAccountRepository } from '../../electron/core/settings/accountRepository.ts'
import { createListRepository } from '../../electron/core/desk/listRepository.ts'
import { createScreenValues } from '../../electron/core/desk/screenValueRepository.ts'
import { createTemplateRepository } from '../../electron/core/desk/templateRepository.ts'
import { createUsedPrompts } from '../../electron/core/desk/usedPromptRepository.ts'
import { createBatchRepository } from '../../electron/core/jobs/batchRepository.ts'
import { createNewestJobs } from '../../electron/core/jobs/newestJobsRepository.ts'
import { createQueueOrder } from '../../electron/core/jobs/queueOrderRepository.ts'
import { createTrashRepository } from '../../electron/core/trash/trashRepository.ts'
import { createSettingsRepository } from '../../electron/core/settings/settingsRepository.ts'
import { newestLibrary, planOf } from './database.ts'

/** Every statement the production repositories prepare, exactly as they prepare it. */
function statementsOf(open: (db: Database) => unknown): { sql: string; plan: string }[] {
  const db = newestLibrary()
  const seen: string[] = []
  const prepare = db.prepare.bind(db)
  db.prepare = (sql: string) => {
    seen.push(sql)
    return prepare(sql)
  }
  open(db)
  db.prepare = prepare
  return seen.map((sql) => ({ sql: sql.replaceAll(/\s+/g, ' '), plan: planOf(db, sql) }))
}

const jobStatements = statementsOf((db) => createJobRepository(db))
const libraryStatements = statementsOf((db) => createLibraryRepository(db, () => 0))
const trashStatements = statementsOf((db) => createTrashRepository(db))
const queueStatements = statementsOf((db) => createQueueOrder(db))
const newestStatements = statementsOf((db) => createNewestJobs(db))
const batchStatements = statementsOf((db) => createBatchRepository(db))
const all = [
  ...trashStatements,
  ...queueStatements,
  ...newestStatements,
  ...batchStatements,
  ...statementsOf((db) => createUsedPrompts(db)),
  ...statementsOf((db) => createTemplateRepository(db)),
  ...statementsOf((db) => createListRepository(db)),
  ...statementsOf((db) => createScreenValues(db)),
  ...jobStatements,
  ...libraryStatements,
  ...statementsOf((db) => createSubmissionRepository(db)),
  ...statementsOf((db) => createAssetRepository(db)),
  ...statementsOf((db) => createAccountRepository(db)),
  ...statementsOf((db) => createGenerationTimesRepository(db)),
  ...statementsOf((db) =>
    createSettingsRepository(db, { videosDir: '', queueOnStart: 'run', fileNameTemplate: '', isQueuePaused: false }),
  ),
]

/** The one statement that contains all these words. */
function planWith(statements: { sql: string; plan: string }[], ...parts: string[]): string {
  const found = statements.filter(({ sql }) => parts.every((part) => sql.includes(part)))
  expect(
    found.map(({ sql }) => sql),
    parts.join(' … '),
  ).toHaveLength(1)
  return found[0]?.plan ?? ''
}

describe('the plan of each statement', () => {
  it('walks no large table from end to end', () => {
    for (const { sql, plan } of all) {
      const scans = plan
        .split('\n')
        .filter((line) => /^SCAN (j|jobs|submissions|s|assets|a|job_events|generation_times)\b/.test(line))
      expect(scans, sql).toEqual([])
    }
  })

  it('sorts only what is small: due downloads and the accounts', () => {
    const sorting = all.filter(({ plan }) => plan.includes('TEMP B-TREE')).map(({ sql }) => sql)
    const allowed = [
      /j\.status = 'downloading'.*ORDER BY j\.expires_at/,
      /FROM accounts/,
      /FROM submissions WHERE job_seq = \?/,
    ]
    expect(sorting.filter((sql) => !allowed.some((pattern) => pattern.test(sql)))).toEqual([])
  })

  it.each<[string, string[], RegExp]>([
    [
      'the next job to send',
      ["status = 'queued'", 'not_before <= ?', 'LIMIT 1'],
      /SEARCH j USING INDEX jobs_to_dispatch \(account_id=\?\)/,
    ],
    ['when the next may be sent', ['min(not_before)'], /USING COVERING INDEX jobs_to_dispatch \(account_id=\?\)/],
    [
      'due jobs',
      ['j.next_at <= ? ORDER BY j.next_at LIMIT'],
      /SEARCH j USING INDEX jobs_due \(status=\? AND account_id=\? AND next_at>\? AND next_at<\?\)/,
    ],
    [
      'due downloads',
      ["j.status = 'downloading'"],
      /SEARCH j USING INDEX jobs_due \(status=\? AND account_id=\? AND next_at>\? AND next_at<\?\)/,
    ],
    [
      'the earliest due',
      ['min(next_at)', 'next_at IS NOT NULL AND next_at > ?'],
      /SEARCH jobs USING COVERING INDEX jobs_due/,
    ],
    ['what a sweep looks for', ["status = 'generating'", 'remote_id AS remoteId'], /SEARCH jobs USING INDEX jobs_due/],
    ['rescheduling', ['SET next_at = min'], /SEARCH jobs USING INDEX jobs_due \(status=\?/],
    ['letting queued jobs go', ['SET not_before'], /SEARCH jobs USING INDEX/],
    ['a count', ['FROM job_counts WHERE account_id'], /SEARCH job_counts USING PRIMARY KEY/],
    ['the jobs of a request', ['j.request_id = ?'], /SEARCH j USING INDEX jobs_by_request/],
    ['one job', ['WHERE j.seq = ?'], /SEARCH j USING INTEGER PRIMARY KEY/],
    ['one job by its id', ['WHERE j.id = ?'], /SEARCH j USING INDEX sqlite_autoindex_jobs_1 \(id=\?\)/],
  ])('%s', (_name, parts, expected) => {
    expect(planWith(jobStatements, ...parts)).toMatch(expected)
  })

  it.each<[string, string[], RegExp]>([
    [
      'a page of the trash',
      ['j.trashed_at IS NOT NULL', 'ORDER BY j.trashed_at DESC'],
      /^SEARCH j USING INDEX jobs_in_trash/,
    ],
    ['names in the trash', ['SELECT id, seq, trashed_at'], /^SEARCH jobs USING INDEX jobs_in_trash/],
    [
      'what is due for removal',
      ['trashed_at <= ?'],
      /^SEARCH jobs USING INDEX jobs_in_trash \(trashed_at>\? AND trashed_at<\?\)$/,
    ],
    ['the longest in the trash', ['min(trashed_at)'], /COVERING INDEX jobs_in_trash/],
    ['what is being removed', ["SELECT seq FROM jobs WHERE status = 'removing'"], /COVERING INDEX jobs_by_status/],
    ['an unfinished child', ['parent_job_id = ?'], /^SEARCH jobs USING INDEX jobs_by_parent \(parent_job_id=\?\)$/],
  ])('%s', (_name, parts, expected) => {
    expect(planWith(trashStatements, ...parts)).toMatch(expected)
  })

  it('neighbours in the queue are a step away', () => {
    for (const { sql, plan } of queueStatements) {
      const index = sql.includes('account_id')
        ? /^SEARCH jobs USING (COVERING )?INDEX jobs_to_dispatch \(account_id=\? AND priority(=\? AND position[<>]|<)\?\)$/
        : /^SEARCH jobs USING (COVERING )?INDEX jobs_blocked \(priority(=\? AND position[<>]|<)\?\)$/
      expect(plan, sql).toMatch(index)
    }
    expect(queueStatements).toHaveLength(6)
  })

  it('the newest of a state and the state of a batch are read from an index alone', () => {
    expect(planWith(newestStatements, 'WHERE status = +?')).toMatch(
      /COVERING INDEX jobs_by_status \(status=\? AND rowid<\?\)/,
    )
    expect(planWith(batchStatements, 'GROUP BY status')).toMatch(/COVERING INDEX jobs_by_batch \(batch_id=\?\)/)
  })

  it('pages of the library walk a key in its own order', () => {
    for (const { sql, plan } of libraryStatements) expect(plan, sql).not.toContain('TEMP B-TREE')
    expect(planWith(libraryStatements, 'jobs j WHERE j.seq < ?')).toMatch(
      /SEARCH j USING INTEGER PRIMARY KEY \(rowid<\?\)/,
    )
    const ofStatus = libraryStatements.filter(({ sql }) => sql.includes('j.status = ') && !sql.includes('MATCH'))
    expect(ofStatus.map(({ plan }) => plan)).toEqual([
      expect.stringMatching(/SEARCH j USING INDEX jobs_by_status \(status=\? AND rowid<\?\)/),
    ])
    for (const { sql, plan } of libraryStatements.filter((statement) => statement.sql.includes('MATCH')))
      expect(plan, sql).toContain('VIRTUAL TABLE INDEX')
  })
})

it('every migration file is in the list and has a test of its own', () => {
  const files = (folder: string, ending: string): string[] =>
    readdirSync(join(import.meta.dirname, folder))
      .filter((name) => /^\d{4}-/.test(name) && name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort()
  const steps = files('../../electron/core/db/migrations', '.ts')
  expect(files('.', '.test.ts')).toEqual(steps)
  expect(steps.map((name) => Number(name.slice(0, 4)))).toEqual(migrations.map((migration) => migration.version))
})
