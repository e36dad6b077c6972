import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '../../electron/core/host.ts'
import { openBareQueue, openPlainjob, type BareQueue } from './bareQueue.ts'
import { createEngineQueue } from './engineQueue.ts'
import { openEngineParts } from './engineParts.ts'
import { createLaps, type Laps } from './measure.ts'
import { createPrompts } from './prompts.ts'
import { openQuietHost } from './quietHost.ts'
import { perSecond, type Row } from './report.ts'
import { openSchemaQueue, type SchemaQueue } from './schemaQueue.ts'

const ROUNDS = 9
/** Turns a round, and calls of each contender in one turn. */
const TURNS = 14
const CALLS = 25
const PAGE = 100

interface Contenders {
  engine: ReturnType<typeof createEngineQueue>
  bare: BareQueue
  schema: SchemaQueue
  plainjob: ReturnType<typeof openPlainjob>
  host: Host
}

/** The queue with every commit synced, against a bare table and against plainjob doing the same, in turns. */
export async function benchQueue(folder: string): Promise<Row[]> {
  mkdirSync(folder, { recursive: true })
  const parts = openEngineParts(join(folder, 'engine'))
  const host = await openQuietHost(join(folder, 'host'))
  const contenders = {
    engine: createEngineQueue(parts),
    bare: openBareQueue(folder),
    schema: openSchemaQueue(join(folder, 'schema')),
    plainjob: openPlainjob(folder),
    host,
  }
  const laps = createLaps()
  try {
    await host.dispatch('queue.pause', {})
    host.onEvent(() => undefined)
    const nextPrompt = createPrompts(1)
    for (let round = 0; round < ROUNDS; round += 1) {
      laps.nextRound()
      const pages = startPages(contenders, nextPrompt)
      for (let turn = 0; turn < TURNS; turn += 1) {
        await enqueueInTurn(contenders, laps, nextPrompt)
        workInTurn(contenders, laps)
        laps.time('page.engine', 1, () => contenders.engine.sweepPage(1 + turn))
        laps.time('page.bare', 1, () => contenders.bare.look(pages.ids, 1 + turn))
        laps.time('page.schema', 1, () => contenders.schema.sweepPage(pages.schemaSeqs, 1 + turn))
      }
    }
    return toRows(laps)
  } finally {
    parts.close()
    contenders.bare.close()
    contenders.schema.close()
    contenders.plainjob.close()
    await host.stop()
  }
}

async function enqueueInTurn(
  { engine, bare, schema, plainjob, host }: Contenders,
  laps: Laps,
  nextPrompt: () => string,
) {
  const request = () => ({ prompt: nextPrompt(), model: 'sora-2', seconds: 4, size: '1280x720' })
  laps.time('add.engine', CALLS, () => void engine.add(nextPrompt()))
  laps.time('add.bare', CALLS, () => bare.add(JSON.stringify(request())))
  laps.time('add.schema', CALLS, () => schema.add(nextPrompt()))
  laps.time('add.plainjob', CALLS, () => plainjob.add(request()))
  await laps.timeAsync('add.dispatch', CALLS, async () => {
    const answer = await host.dispatch('jobs.create', request())
    if (!answer.ok) throw new Error(answer.error.message)
  })
}

/** Each kind of transaction by itself, so that equal numbers of commits can be compared. */
function workInTurn({ engine, bare, schema, plainjob }: Contenders, laps: Laps): void {
  const claimed: { seq: number; submissionId: number }[] = []
  const remoteIds: string[] = []
  const ids: number[] = []
  laps.time('claim.engine', CALLS, () => void claimed.push(engine.claim()))
  laps.time('claim.bare', CALLS, () => void ids.push(bare.claim()))
  laps.time('accept.engine', CALLS, (index) => void remoteIds.push(engine.accept(at(claimed, index), 'running')))
  laps.time('accept.bare', CALLS, (index) => bare.note(at(ids, index), `video_${index}`))
  laps.time('looked.engine', CALLS, (index) => engine.finishGenerating(at(claimed, index).seq, at(remoteIds, index)))
  laps.time('named.engine', CALLS, (index) => engine.nameFile(at(claimed, index).seq))
  laps.time('complete.engine', CALLS, (index) => engine.complete(at(claimed, index).seq, at(remoteIds, index)))
  laps.time('complete.bare', CALLS, (index) => bare.complete(at(ids, index)))
  const ours: { seq: number; submissionId: number }[] = []
  laps.time('claim.schema', CALLS, () => void ours.push(schema.claim()))
  laps.time('accept.schema', CALLS, (index) => schema.accept(at(ours, index)))
  laps.time('complete.schema', CALLS, (index) => schema.complete(at(ours, index).seq))
  laps.time('both.plainjob', CALLS, () => plainjob.complete(plainjob.claim()))
}

/** A hundred running jobs whose progress moves, one transaction a page, as the list sweep writes it. */
function startPages({ engine, bare, schema }: Contenders, nextPrompt: () => string) {
  const ids: number[] = []
  const schemaSeqs: number[] = []
  engine.endPage()
  for (let count = 0; count < PAGE; count += 1) {
    engine.add(nextPrompt())
    bare.add(nextPrompt())
    const job = engine.claim()
    engine.accept(job, 'running')
    ids.push(bare.claim())
    schema.add(nextPrompt())
    const other = schema.claim()
    schema.accept(other)
    schemaSeqs.push(other.seq)
  }
  return { ids, schemaSeqs }
}

const of = (owner: string, ...steps: string[]): string[] => steps.map((step) => `${step}.${owner}`)

function toRows(laps: Laps): Row[] {
  const line = (
    what: string,
    own: string[],
    baseline: string,
    base: string[],
    goal: number | null,
    perCall = 1,
  ): Row => {
    const rate = (names: string[]): string => perSecond((perCall * 1000) / laps.medianMs(...names))
    const ratio = laps.ratio(own, base)
    return {
      area: 'Queue',
      what,
      measured: rate(own),
      baseline: `${baseline} ${rate(base)}`,
      ratio,
      goal: goal === null ? '' : `>= ${goal}x`,
      isMet: goal === null ? null : ratio >= goal,
    }
  }
  const two = of('engine', 'claim', 'complete')
  const three = of('engine', 'claim', 'accept', 'complete')
  const life = of('engine', 'claim', 'accept', 'looked', 'named', 'complete')
  const bareTwo = of('bare', 'claim', 'complete')
  const bareThree = of('bare', 'claim', 'accept', 'complete')
  return [
    line('enqueue: store.insert', ['add.engine'], 'bare', ['add.bare'], 0.5),
    line('enqueue: jobs.create route', ['add.dispatch'], 'bare', ['add.bare'], 0.5),
    line('enqueue: store.insert', ['add.engine'], 'same tables', ['add.schema'], null),
    line('enqueue: store.insert', ['add.engine'], 'plainjob', ['add.plainjob'], null),
    line('claim + complete, 2 commits', two, 'bare, 2 commits', bareTwo, 0.65),
    line('claim + remote id + complete, 3 commits', three, 'bare, 3 commits', bareThree, 0.65),
    line(
      'claim + remote id + complete, 3 commits',
      three,
      'same tables, 3 commits',
      of('schema', 'claim', 'accept', 'complete'),
      null,
    ),
    line('claim + remote id + complete, 3 commits', three, 'bare, 2 commits', bareTwo, null),
    line('claim + remote id + complete, 3 commits', three, 'plainjob, 2 commits', ['both.plainjob'], null),
    line('a whole life, 5 commits', life, 'bare, 2 commits', bareTwo, null),
    line('progress, 100 in a commit', ['page.engine'], 'bare, 100 in a commit', ['page.bare'], 0.9, PAGE),
    line('progress, 100 in a commit', ['page.engine'], 'same tables, 100 in a commit', ['page.schema'], null, PAGE),
  ]
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`nothing at ${index}`)
  return item
}
