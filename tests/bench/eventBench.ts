import type { HostEvent } from '../../shared/ipc/contract.ts'
import { createEventStreams } from '../../electron/server/eventStream.ts'
import { createFakeClock } from '../fakes/fakeClock.ts'
import { fakeJob } from '../fakes/fakeJob.ts'
import type { Row } from './report.ts'

const JOBS = 1000
const SECONDS = 10
const EVENTS_PER_SECOND = 10_000

/** Ten thousand progress events a second into the event stream; counts what a screen receives. */
export async function benchEvents(): Promise<Row[]> {
  const clock = createFakeClock()
  let listener: (event: HostEvent) => void = () => undefined
  const streams = createEventStreams({
    clock,
    version: 'bench',
    onEvent: (added) => {
      listener = added
      return () => undefined
    },
  })
  let messages = 0
  let bytes = 0
  const reading = read(streams.open(), (chunk) => {
    messages += chunk.toString().split('\n\n').length - 1
    bytes += chunk.byteLength
  })
  await clock.settle()
  messages = 0
  const startedAt = performance.now()
  for (let count = 0; count < SECONDS * EVENTS_PER_SECOND; count += 10) {
    const jobs = Array.from({ length: 10 }, (_, index) => {
      const number = (count + index) % JOBS
      return fakeJob({ id: `job_${number}`, sequence: number, revision: count + index, status: 'generating' })
    })
    listener({ type: 'jobs.changed', data: { jobs } })
    if (count % 100 === 0) await clock.advance(10)
  }
  const cpuMs = (performance.now() - startedAt) / SECONDS
  streams.endAll()
  await reading
  const rate = messages / SECONDS
  return [
    {
      area: 'Screen',
      what: `messages a second, ${EVENTS_PER_SECOND.toLocaleString('en')} events/s in`,
      measured: `${rate.toFixed(1)}/s, ${Math.round(bytes / SECONDS / 1000)} kB/s, ${Math.round(cpuMs)} ms/s of work`,
      baseline: '',
      ratio: null,
      goal: '<= 60/s',
      isMet: rate <= 60,
    },
  ]
}

async function read(answer: Response, onChunk: (chunk: Buffer) => void): Promise<void> {
  if (answer.body === null) throw new Error('The event stream has no body.')
  for await (const chunk of answer.body) onChunk(Buffer.from(chunk))
}
