import { isMissingJob, isRecord } from '../errorWords.ts'
import type { PollOutcome, RemoteCancelOutcome, RemoteHandle, RemoteSnapshot, RemoveOutcome } from '../videoProvider.ts'
import type { CreateContext } from './createAnswer.ts'
import type { JobAddress } from './handle.ts'
import { jobPath, readHandle } from './handle.ts'
import { describeBroken, describeReadFailure } from './lookup.ts'
import { readReplyWords } from './reply.ts'
import { readState } from './states.ts'
import type { Reply, Wire } from './wire.ts'

export interface Removal {
  cancel(handle: RemoteHandle, signal: AbortSignal): Promise<RemoteCancelOutcome>
  remove(handle: RemoteHandle, signal: AbortSignal): Promise<RemoveOutcome>
}

type Poll = (handle: RemoteHandle, signal: AbortSignal) => Promise<PollOutcome>

/**
 * Stopping and deleting. OpenAI's shape has no cancel; DELETE means "forget the finished video" on most
 * servers and "stop" on a few. So a cancel looks first (one more request) and deletes only what is seen
 * to be unfinished on a server that is known to stop on DELETE. A video that finishes between the look
 * and the DELETE is lost there: those servers run on the person's own machine and bill nothing.
 */
export const createRemoval = (wire: Wire, poll: Poll, context: CreateContext): Removal => {
  let canRemove = context.profile.can.remove !== 'no'

  const cancel: Removal['cancel'] = async (handle, signal) => {
    const { cancel: dialect } = context.profile
    if (dialect.how === 'none' || readHandle(handle) === null) return { kind: 'unsupported' }
    const look = await poll(handle, signal)
    if (look.kind === 'failed') return look
    if (look.kind === 'gone' || isFinished(look.snapshot.state)) return { kind: 'too_late' }
    if (look.snapshot.state === 'unknown') return { kind: 'unsupported' }
    const address = readHandle(look.snapshot.handle)
    if (address === null || (dialect.how === 'marked_delete' && !address.stopsOnDelete)) return { kind: 'unsupported' }
    const path = dialect.how === 'post' ? `${jobPath(address.id)}${dialect.suffix}` : jobPath(address.id)
    const exchange = await wire.read(
      (client, options) =>
        dialect.how === 'post' ? client.post<unknown>(path, options) : client.delete<unknown>(path, options),
      signal,
    )
    if (exchange.kind === 'broken') return { kind: 'failed', failure: describeBroken(exchange, context) }
    return readCancelReply(exchange.reply, context)
  }

  const remove: Removal['remove'] = async (handle, signal) => {
    const address = readHandle(handle)
    if (!canRemove || address === null) return { kind: 'unsupported' }
    const exchange = await wire.read((client, options) => client.delete<unknown>(jobPath(address.id), options), signal)
    if (exchange.kind === 'broken') return { kind: 'failed', failure: describeBroken(exchange, context) }
    const outcome = readRemoveReply(exchange.reply, address, context)
    if (outcome.kind === 'unsupported') canRemove = false
    return outcome
  }

  return { cancel, remove }
}

const isFinished = (state: RemoteSnapshot['state']): boolean => !['queued', 'running', 'unknown'].includes(state)

const readCancelReply = (reply: Reply, context: CreateContext): RemoteCancelOutcome => {
  if (reply.status === 405 || reply.status === 501) return { kind: 'unsupported' }
  if (reply.status === 400 || reply.status === 404 || reply.status === 409 || reply.status === 410)
    return { kind: 'too_late' }
  if (reply.status < 200 || reply.status >= 300) return { kind: 'failed', failure: describeReadFailure(reply, context) }
  const word = isRecord(reply.value) ? reply.value['status'] : null
  if (typeof word === 'string' && readState(word) === 'succeeded') return { kind: 'too_late' }
  const isDone =
    isRecord(reply.value) &&
    (reply.value['deleted'] === true || (typeof word === 'string' && readState(word) === 'cancelled'))
  return { kind: isDone ? 'cancelled' : 'requested' }
}

/** A 404 is "already gone" only where the words are about the job; otherwise the route itself is missing. */
const readRemoveReply = (reply: Reply, address: JobAddress, context: CreateContext): RemoveOutcome => {
  if (reply.status === 405 || reply.status === 501) return { kind: 'unsupported' }
  if (reply.status === 404 || reply.status === 410) {
    const words = readReplyWords(reply)
    const isAboutJob = reply.status === 410 || isMissingJob(words) || words.message.includes(address.id)
    return { kind: isAboutJob ? 'removed' : 'unsupported' }
  }
  const wasKept = isRecord(reply.value) && reply.value['deleted'] === false
  if (reply.status >= 200 && reply.status < 300 && !wasKept) return { kind: 'removed' }
  return { kind: 'failed', failure: describeReadFailure(reply, context) }
}
