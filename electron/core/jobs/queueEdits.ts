import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { EditJob, MoveJob } from '../../../shared/jobs/editJob.ts'
import { checkRequest } from '../../../shared/models/checkRequest.ts'
import { findRetirement } from '../../../shared/models/retirement.ts'
import type { EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import { estimateCost, type JobRequests } from './jobRequests.ts'
import type { EditedFields } from './lifecycle.ts'
import type { QueueOrder, QueuePlace } from './queueOrderRepository.ts'
import { placeBefore } from './queuePosition.ts'

export interface QueueEditsDeps {
  context: EngineContext
  requests: JobRequests
  order: QueueOrder
  accountIds: () => readonly string[]
}

export type QueueEdits = ReturnType<typeof createQueueEdits>

/** What a person may still change about jobs in the queue: what is asked for, and when its turn is. */
export function createQueueEdits({ context, requests, order, accountIds }: QueueEditsDeps) {
  const { jobs, store, submissions } = context

  function mustBeQueued(jobId: string, field: string): JobRecord {
    const job = jobs.byId(jobId)
    if (job === null) throw new IpcError('not_found', `There is no job ${jobId}.`, field)
    if (job.trashedAt !== null || job.status !== 'queued') {
      const state = job.trashedAt === null ? job.status.replace('_', ' ') : 'in the trash'
      throw new IpcError('conflict', `This job is ${state}; only a queued one can be changed.`, field)
    }
    return job
  }

  /** Checked like a new request; what the person did not touch is only checked again for another model. */
  function checkedChanges(job: JobRecord, wanted: EditJob): EditedFields {
    const lane = context.lane(job.accountId)
    if (lane === null) throw new IpcError('conflict', 'The account of this job is not available.')
    const model = requests.modelNamed(lane, wanted.model ?? job.model)
    const isOtherModel = wanted.model !== undefined && wanted.model !== job.model
    const prompt = wanted.prompt ?? job.prompt
    const seconds = wanted.seconds === undefined ? job.seconds : wanted.seconds
    const size = wanted.size === undefined ? job.size : wanted.size
    const { retiredSince } = lane.provider.descriptor
    const retirement = isOtherModel ? findRetirement(model, retiredSince, context.clock.now()) : null
    const problem =
      retirement ??
      checkRequest(
        {
          prompt,
          seconds: isOtherModel || wanted.seconds !== undefined ? seconds : null,
          size: isOtherModel || wanted.size !== undefined ? size : null,
          relation: job.relation,
          hasReference: job.referenceId !== null,
        },
        model,
      )
    if (problem !== null) throw new IpcError('invalid', problem.message, problem.field)
    return {
      prompt,
      model: wanted.model ?? job.model,
      seconds,
      size,
      params: wanted.params ?? job.params,
      costEstimated: estimateCost(model, seconds, size),
    }
  }

  /**
   * Nothing that ever was on its way is changed: its timeline has to say what was paid for.
   * @throws IpcError `conflict` once it was sent, `invalid` naming the field that no model accepts
   */
  function edit(input: EditJob): JobRecord {
    const { jobId, ...given } = input
    return store.transaction(() => {
      const job = mustBeQueued(jobId, 'jobId')
      if (submissions.ofJob(job.seq).some(({ outcome }) => outcome !== 'not_sent')) {
        throw new IpcError(
          'conflict',
          'This job was sent before, so it stays as it is. Make a new one from it.',
          'jobId',
        )
      }
      const changes = checkedChanges(job, input)
      const fields = Object.keys(given).filter((name) => given[name as keyof typeof given] !== undefined)
      return store.apply(job.seq, { type: 'edited', changes, fields }) ?? job
    })
  }

  const near = (target: JobRecord, moved: JobRecord) => {
    const asked = (place: QueuePlace, limit: number) => ({
      accountIds: accountIds(),
      priority: target.priority,
      place,
      limit: limit + 1,
    })
    const others = (places: QueuePlace[], limit: number): QueuePlace[] =>
      places.filter(({ seq }) => seq !== moved.seq).slice(0, limit)
    return {
      before: (place: QueuePlace, limit: number) => others(order.before(asked(place, limit)), limit),
      after: (place: QueuePlace) => others(order.after(asked(place, 1)), 1)[0],
    }
  }

  /** @throws IpcError `conflict` when either job is not in the queue (any more) */
  function move({ jobId, beforeJobId, afterJobId }: MoveJob): JobRecord {
    const field = beforeJobId === undefined ? 'afterJobId' : 'beforeJobId'
    return store.transaction(() => {
      const moved = mustBeQueued(jobId, 'jobId')
      const target = mustBeQueued(beforeJobId ?? afterJobId ?? '', field)
      if (target.seq === moved.seq) throw new IpcError('invalid', 'A job cannot be moved to itself.', field)
      const { before, after } = near(target, moved)
      const behind = beforeJobId !== undefined ? target : after(target)
      const { position, renumbered } =
        behind === undefined
          ? { position: target.position + 0.5, renumbered: [] }
          : placeBefore(behind, (limit) => before(behind, limit))
      for (const place of renumbered) store.apply(place.seq, { type: 'renumbered', position: place.position })
      return store.apply(moved.seq, { type: 'reordered', priority: target.priority, position }) ?? moved
    })
  }

  return { edit, move }
}
