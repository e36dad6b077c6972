import type { ParsedRouteInput } from '../../../shared/ipc/contract.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { isDeriving, type JobRelation } from '../../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'
import { checkRequest } from '../../../shared/models/checkRequest.ts'
import type { EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import { WAITS_FOR_PARENT } from './lifecycle.ts'
import type { NewJob } from './jobRepository.ts'
import type { Lane } from './lane.ts'
import { orderedId } from './orderedId.ts'

type CreateInput = ParsedRouteInput<'jobs.create'>

export interface JobCreationDeps {
  context: EngineContext
  defaultAccountId: () => string | null
  /** Models an account is known to have; null while that is not known for sure, so that any name passes. */
  knownModels: (accountId: string) => readonly ModelCapabilities[] | null
}

/** Turns a request for takes into queued jobs: checked against the model, written in one transaction. */
export function createJobCreation({ context, defaultAccountId, knownModels }: JobCreationDeps) {
  const { assets, clock, failpoint, jobs, store } = context
  let lastPosition = 0

  function resolveLane(input: CreateInput, parent: JobRecord | null): Lane {
    const derives = isDeriving(input.relation ?? null)
    const accountId = input.accountId ?? (derives ? parent?.accountId : undefined) ?? defaultAccountId()
    const lane = accountId === null ? null : context.lane(accountId)
    if (lane === null) {
      const which = input.accountId === undefined ? 'no account to send it to' : `no account ${input.accountId}`
      throw new IpcError('invalid', `There is ${which}. Add a provider account, or leave the account out.`, 'accountId')
    }
    if (derives && parent !== null && parent.accountId !== lane.account.id) {
      throw new IpcError('invalid', 'A take can only be derived with the account that made it.', 'accountId')
    }
    return lane
  }

  function resolveParent(input: CreateInput): JobRecord | null {
    if (input.parentJobId === undefined) {
      if (input.relation === undefined) return null
      throw new IpcError('invalid', `A ${input.relation} needs the job that it derives from.`, 'parentJobId')
    }
    const parent = jobs.byId(input.parentJobId)
    if (parent === null) throw new IpcError('invalid', `There is no job ${input.parentJobId}.`, 'parentJobId')
    if (isDeriving(input.relation ?? null)) checkParent(parent)
    return parent
  }

  function checkReference(referenceId: string | undefined): void {
    if (referenceId === undefined || assets.byId(referenceId)?.role === 'reference') return
    throw new IpcError('invalid', `There is no reference image ${referenceId}. Upload it first.`, 'referenceId')
  }

  function resolveModel(lane: Lane, input: CreateInput, parent: JobRecord | null): ModelCapabilities {
    const inherited = isDeriving(input.relation ?? null) ? parent?.model : undefined
    const name = input.model ?? inherited ?? lane.provider.descriptor.defaultModel
    const known = knownModels(lane.account.id)
    if (known === null) return lane.provider.capabilities(name)
    const model = known.find((candidate) => candidate.id === name || candidate.aliases.includes(name))
    if (model !== undefined) return model
    const names = known.map((candidate) => candidate.id).join(', ')
    throw new IpcError('invalid', `${lane.account.name} has no model "${name}". It has: ${names}.`, 'model')
  }

  /** In queue order: later jobs behind, "front" before everything that waits. */
  function nextPosition(accountId: string, placement: 'front' | 'end', count: number): number {
    if (placement === 'front') return (jobs.firstPosition(accountId) ?? clock.now()) - count
    lastPosition = Math.max(lastPosition + 1, clock.now())
    const first = lastPosition
    lastPosition += count - 1
    return first
  }

  /** @throws IpcError `invalid` naming the field that no model accepts. */
  return function create(input: CreateInput): JobRecord[] {
    const earlier = input.requestId === undefined ? [] : jobs.byRequest(input.requestId)
    if (earlier.length > 0) return earlier
    const parent = resolveParent(input)
    const lane = resolveLane(input, parent)
    const model = resolveModel(lane, input, parent)
    checkReference(input.referenceId)
    const relation: JobRelation | null = input.relation ?? (parent === null ? null : 'variation')
    const seconds = input.seconds ?? model.defaultSeconds
    const size = input.size ?? (isDeriving(relation) ? (parent?.size ?? null) : model.defaultSize)
    const hasReference = input.referenceId !== undefined
    const checked = { seconds: input.seconds ?? null, size: input.size ?? null }
    const problem = checkRequest({ prompt: input.prompt, ...checked, relation, hasReference }, model)
    if (problem !== null) throw new IpcError('invalid', problem.message, problem.field)

    const count = input.count ?? 1
    const now = clock.now()
    const waitsForParent = parent !== null && isDeriving(relation) && parent.status !== 'completed'
    const position = nextPosition(lane.account.id, input.placement ?? 'end', count)
    const pricePerSecond = model.pricePerSecondUsd?.[size ?? '*'] ?? model.pricePerSecondUsd?.['*'] ?? null
    const common = {
      ...BLANK,
      batchId: count > 1 ? `batch_${orderedId(now)}` : null,
      requestId: input.requestId ?? null,
      accountId: lane.account.id,
      model: input.model ?? model.id,
      prompt: input.prompt,
      seconds,
      size,
      params: input.params ?? {},
      referenceId: input.referenceId ?? null,
      priority: input.priority ?? 0,
      blockedBy: waitsForParent ? 1 : 0,
      waitingFor: waitsForParent ? WAITS_FOR_PARENT : null,
      parentJobId: parent?.id ?? null,
      relation,
      costEstimated: pricePerSecond === null || seconds === null ? null : pricePerSecond * seconds,
      createdAt: now,
      updatedAt: now,
    }
    failpoint('create.before_commit')
    const seqs = store.transaction(() =>
      Array.from({ length: count }, (_, index) => {
        const job: NewJob = { ...common, id: `job_${orderedId(now)}`, position: position + index }
        const seq = store.insert(job, { model: job.model, seconds: job.seconds, size: job.size })
        if (waitsForParent) jobs.addDependency(seq, parent.seq)
        return seq
      }),
    )
    failpoint('create.after_commit')
    return seqs.map((seq) => jobs.bySeq(seq)).filter((job) => job !== null)
  }
}

/** A take can be derived from what is, or still may become, a finished video at the provider. */
export function checkParent(parent: JobRecord): void {
  if (parent.status !== 'failed' && parent.status !== 'cancelled') return
  throw new IpcError(
    'invalid',
    `The job ${parent.id} is ${parent.status}, so there is no take to derive from.`,
    'parentJobId',
  )
}

const BLANK = {
  kind: 'video',
  notBefore: 0,
  status: 'queued',
  attempt: 0,
  remoteId: null,
  remoteStatus: null,
  handle: null,
  progress: 0,
  isProgressReported: false,
  nextAt: null,
  deadline: null,
  askAt: null,
  failures: 0,
  goneCount: 0,
  expiresAt: null,
  fileName: null,
  folderId: null,
  costReserved: null,
  costBilled: null,
  error: null,
  submittedAt: null,
  generatedAt: null,
  finishedAt: null,
} as const satisfies Partial<NewJob>
