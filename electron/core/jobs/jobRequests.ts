import type { CreateJob } from '../../../shared/jobs/createJob.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { isDeriving, type JobRelation } from '../../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'
import { checkRequest } from '../../../shared/models/checkRequest.ts'
import { findRetirement } from '../../../shared/models/retirement.ts'
import type { EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { WAITS_FOR_PARENT } from './lifecycle.ts'
import type { WantedJob } from './newJob.ts'

type CreateInput = Omit<CreateJob, 'requestId'>

export interface JobRequestsDeps {
  context: EngineContext
  defaultAccountId: () => string | null
  /** Models an account is known to have; null while that is not known for sure, so that any name passes. */
  knownModels: (accountId: string) => readonly ModelCapabilities[] | null
}

/** A request that the model takes, ready to be written. */
export interface CheckedJob {
  row: Omit<WantedJob, 'id' | 'batchId' | 'requestId' | 'position'>
  count: number
  placement: 'end' | 'front'
  /** The job whose take it needs first. */
  waitsFor: JobRecord | null
}

export type JobRequests = ReturnType<typeof createJobRequests>

/** Checks what is asked for against accounts, parents, references and models. Writes nothing. */
export function createJobRequests({ context, defaultAccountId, knownModels }: JobRequestsDeps) {
  const { assets, clock, jobs } = context

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
    if (!isDeriving(input.relation ?? null)) return parent
    checkParent(parent)
    if (parent.trashedAt !== null) {
      const message = `The job ${parent.id} is in the trash. Restore it to derive from its take.`
      throw new IpcError('invalid', message, 'parentJobId')
    }
    return parent
  }

  function checkReference(referenceId: string | undefined): void {
    if (referenceId === undefined || assets.byId(referenceId)?.role === 'reference') return
    throw new IpcError('invalid', `There is no reference image ${referenceId}. Upload it first.`, 'referenceId')
  }

  /** @throws IpcError `invalid` naming `model` where the account is known not to have it */
  function modelNamed(lane: Lane, name: string): ModelCapabilities {
    const known = knownModels(lane.account.id)
    if (known === null) return lane.provider.capabilities(name)
    const model = known.find((candidate) => candidate.id === name || candidate.aliases.includes(name))
    if (model !== undefined) return model
    const names = known.map((candidate) => candidate.id).join(', ')
    throw new IpcError('invalid', `${lane.account.name} has no model "${name}". It has: ${names}.`, 'model')
  }

  /** @throws IpcError `invalid` naming the field that no model accepts. */
  function check(input: CreateInput): CheckedJob {
    const parent = resolveParent(input)
    const lane = resolveLane(input, parent)
    const inherited = isDeriving(input.relation ?? null) ? parent?.model : undefined
    const model = modelNamed(lane, input.model ?? inherited ?? lane.provider.descriptor.defaultModel)
    checkReference(input.referenceId)
    const relation: JobRelation | null = input.relation ?? (parent === null ? null : 'variation')
    const seconds = input.seconds ?? model.defaultSeconds
    const size = input.size ?? (isDeriving(relation) ? (parent?.size ?? null) : model.defaultSize)
    const hasReference = input.referenceId !== undefined
    const checked = { seconds: input.seconds ?? null, size: input.size ?? null }
    const problem =
      findRetirement(model, lane.provider.descriptor.retiredSince, clock.now()) ??
      checkRequest({ prompt: input.prompt, ...checked, relation, hasReference }, model)
    if (problem !== null) throw new IpcError('invalid', problem.message, problem.field)
    const waitsFor = parent !== null && isDeriving(relation) && parent.status !== 'completed' ? parent : null
    const row: CheckedJob['row'] = {
      accountId: lane.account.id,
      model: input.model ?? model.id,
      prompt: input.prompt,
      seconds,
      size,
      params: input.params ?? {},
      referenceId: input.referenceId ?? null,
      priority: input.priority ?? 0,
      blockedBy: waitsFor === null ? 0 : 1,
      waitingFor: waitsFor === null ? null : WAITS_FOR_PARENT,
      parentJobId: parent?.id ?? null,
      relation,
      costEstimated: estimateCost(model, seconds, size),
      createdAt: clock.now(),
    }
    return { row, count: input.count ?? 1, placement: input.placement ?? 'end', waitsFor }
  }

  return { check, modelNamed }
}

/** US dollars by the model's price list; null where there is none. */
export function estimateCost(model: ModelCapabilities, seconds: number | null, size: string | null): number | null {
  const pricePerSecond = model.pricePerSecondUsd?.[size ?? '*'] ?? model.pricePerSecondUsd?.['*'] ?? null
  return pricePerSecond === null || seconds === null ? null : pricePerSecond * seconds
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
