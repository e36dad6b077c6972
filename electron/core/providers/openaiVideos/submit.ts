import type { GenerationRequest, SubmitOutcome } from '../videoProvider.ts'
import type { CreateContext } from './createAnswer.ts'
import { asksForForm, classifyCreateAnswer } from './createAnswer.ts'
import { prepareCreate, sendCreate } from './request.ts'
import type { Wire } from './wire.ts'

export interface Submitter {
  submit(request: GenerationRequest, options: { clientKey: string; signal: AbortSignal }): Promise<SubmitOutcome>
}

/**
 * The paid request. One call sends at most one POST, by Node's own fetch, and follows no redirect. It never
 * rejects: an abort before the send is `not_sent`, an abort after it is `unknown`, like any lost answer.
 */
export const createSubmitter = (wire: Wire, context: CreateContext): Submitter => {
  const { profile, makeFailure } = context
  // Learned from a refusal, for the next submit: this server wants forms although JSON is this profile's way.
  let wantsForm = false

  const submit: Submitter['submit'] = async (request, { clientKey, signal }) => {
    const preparation = await prepareCreate(request, profile, wantsForm)
    if (preparation.kind === 'impossible') {
      const failure = makeFailure({ code: 'invalid_request', message: preparation.message, charged: 'no' })
      return { kind: 'refused', failure }
    }
    const { create } = preparation
    const headers: Record<string, string> =
      profile.clientKeyHeader === null ? {} : { [profile.clientKeyHeader]: clientKey }
    const exchange = await wire.send((client, options) => sendCreate(client, create, { ...options, headers }), signal)
    if (exchange.kind === 'broken') {
      const charged = exchange.isBeforeSend ? 'no' : 'unknown'
      const failure = makeFailure({ code: 'network', message: exchange.message, charged })
      return { kind: exchange.isBeforeSend ? 'not_sent' : 'unknown', failure }
    }
    const outcome = classifyCreateAnswer(exchange.reply, context)
    const canLearn = profile.create.encoding === 'auto' && !create.isForm && request.source === null && !wantsForm
    if (outcome.kind !== 'refused' || !canLearn || !asksForForm(exchange.reply)) return outcome
    wantsForm = true
    return { kind: 'not_sent', failure: { ...outcome.failure, code: 'protocol' } }
  }

  return { submit }
}
