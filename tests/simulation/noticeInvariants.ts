import { expect } from 'vitest'
import type { World } from './world.ts'

/** After a night: everything was told, and nothing twice, through every crash and restart. */
export async function expectEverythingTold(world: World): Promise<void> {
  // What happened last is decided a moment later.
  await world.clock.advance(1000)
  const { db } = world
  const one = (sql: string): unknown => db.prepare(sql).pluck().get()
  expect(one('SELECT count(*) FROM notice_inbox'), 'news that nobody decided about').toBe(0)
  expect(
    one("SELECT coalesce(sum(details ->> 'count'), 0) FROM notices WHERE kind = 'job_finished'"),
    'finished takes that were told one by one',
  ).toBe(one("SELECT count(*) FROM jobs WHERE status = 'completed' AND batch_id IS NULL"))
  expect(batchesAsTold(world), 'sums of batches').toEqual(batchesAsTheyAre(world))
}

const batchesAsTold = ({ db }: World): unknown[] =>
  db
    .prepare(
      `SELECT batch_id, details ->> 'finished', details ->> 'failed', details ->> 'cancelled' FROM notices
       WHERE id IN (SELECT max(id) FROM notices WHERE kind = 'batch_finished' GROUP BY batch_id)
       AND batch_id NOT IN (SELECT batch_id FROM jobs WHERE batch_id IS NOT NULL AND status IN (${UNFINISHED}))
       ORDER BY batch_id`,
    )
    .raw()
    .all()

const batchesAsTheyAre = ({ db }: World): unknown[] =>
  db
    .prepare(
      `SELECT batch_id, sum(status = 'completed') AS finished, sum(status = 'failed') AS failed, sum(status = 'cancelled')
       FROM jobs WHERE batch_id IS NOT NULL GROUP BY batch_id
       HAVING sum(status IN (${UNFINISHED})) = 0 AND finished + failed > 0 ORDER BY batch_id`,
    )
    .raw()
    .all()

const UNFINISHED = "'queued', 'submitting', 'generating', 'downloading', 'needs_attention'"
