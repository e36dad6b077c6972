import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../electron/core/db/migrations/index.ts'
import { createGenerationTimesRepository } from '../../electron/core/jobs/generationTimesRepository.ts'
import { createForecastRepository } from '../../electron/core/jobs/forecastRepository.ts'
import { createHeldJobs } from '../../electron/core/jobs/heldJobsRepository.ts'
import { createJobRepository } from '../../electron/core/jobs/jobRepository.ts'
import { createSubmissionRepository } from '../../electron/core/jobs/submissionRepository.ts'
import { createAssetRepository } from '../../electron/core/media/assetRepository.ts'
import { createAccountRepository } from '../../electron/core/settings/accountRepository.ts'
import { createListRepository } from '../../electron/core/desk/listRepository.ts'
import { createScreenValues } from '../../electron/core/desk/screenValueRepository.ts'
import { createTemplateRepository } from '../../electron/core/desk/templateRepository.ts'
import { createUsedPrompts } from '../../electron/core/desk/usedPromptRepository.ts'
import { createActivityRepository } from '../../electron/core/jobs/activityRepository.ts'
import { createBatchRepository } from '../../electron/core/jobs/batchRepository.ts'
import { createNoticeRepository } from '../../electron/core/notifications/noticeRepository.ts'
import { createLibraryRowRepository } from '../../electron/core/library/libraryRowRepository.ts'
import { createNewestJobs } from '../../electron/core/library/newestJobsRepository.ts'
import { createPromptSearchRepository } from '../../electron/core/library/promptSearchRepository.ts'
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
const rowStatements = statementsOf((db) => createLibraryRowRepository(db))
const searchStatements = statementsOf((db) => createPromptSearchRepository(db))
const trashStatements = statementsOf((db) => createTrashRepository(db))
const queueStatements = statementsOf((db) => createQueueOrder(db))
const newestStatements = statementsOf((db) => createNewestJobs(db))
const batchStatements = statementsOf((db) => createBatchRepository(db))
const noticeStatements = statementsOf((db) => createNoticeRepository(db))
const activityStatements = statementsOf((db) => createActivityRepository(db))
const all = [
  ...noticeStatements,
  ...activityStatements,
  ...trashStatements,
  ...queueStatements,
  ...newestStatements,
  ...batchStatements,
  ...statementsOf((db) => createUsedPrompts(db)),
  ...statementsOf((db) => createTemplateRepository(db)),
  ...statementsOf((db) => createListRepository(db)),
  ...statementsOf((db) => createScreenValues(db)),
  ...jobStatements,
  ...rowStatements,
  ...searchStatements,
  ...statementsOf((db) => createSubmissionRepository(db)),
  ...statementsOf((db) => createAssetRepository(db)),
  ...statementsOf((db) => createAccountRepository(db)),
  ...statementsOf((db) => createGenerationTimesRepository(db)),
  ...statementsOf((db) => createHeldJobs(db)),
  ...statementsOf((db) => createForecastRepository(db)),
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

  it('sorts only what is small: what is due in a pause, due downloads, the accounts and the notices', () => {
    const sorting = all.filter(({ plan }) => plan.includes('TEMP B-TREE')).map(({ sql }) => sql)
    const allowed = [
      /j\.status = '(downloading|generating)'.*ORDER BY j\.expires_at/,
      /FROM accounts/,
      // A thousand at most.
      /FROM notices WHERE \(at, id\) </,
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

  it('the library is read a step at a time, in the order of its keys', () => {
    const ofJobs = rowStatements.filter(({ sql }) => sql.includes('FROM jobs') && !sql.includes('WHERE id = ?'))
    expect(ofJobs).toHaveLength(7)
    expect(planWith(rowStatements, 'FROM jobs WHERE id = ?')).toMatch(/^SEARCH jobs USING COVERING INDEX .*\(id=\?\)$/)
    for (const { sql, plan } of ofJobs) expect(plan, sql).toMatch(/^SEARCH jobs USING INTEGER PRIMARY KEY \(rowid/)
    expect(planWith(rowStatements, 'FROM assets', 'ORDER BY id')).toBe('SEARCH assets USING PRIMARY KEY (id>?)')
    expect(planWith(rowStatements, 'FROM assets', 'job_seq = ?')).toMatch(
      /^SEARCH assets USING INDEX assets_by_job \(job_seq=\? AND role=\?\)$/,
    )
  })

  it('hits of the full-text index come in the order of the rows, from where the last step ended', () => {
    expect(searchStatements).toHaveLength(2)
    // FTS5 names the limits that it takes by itself: < and > on the rowid. An order that it can't keep would be sorted.
    expect(planWith(searchStatements, 'ORDER BY rowid DESC')).toMatch(/^SCAN job_prompts VIRTUAL TABLE INDEX \d+:M\d<$/)
    expect(planWith(searchStatements, 'ORDER BY rowid LIMIT')).toMatch(
      /^SCAN job_prompts VIRTUAL TABLE INDEX \d+:M\d>$/,
    )
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
