import type { StoreApi } from 'zustand/vanilla'
import type { RouteInput } from '../../../../shared/ipc/contract.ts'
import type { Bridge, BridgeError } from '../../bridge/bridge.ts'
import { formatNumber } from '../../i18n/format.ts'
import { translate } from '../../i18n/i18n.ts'
import type { ToastOptions } from '../../ui/toast.ts'
import type { ComposerState } from '../composeStore.ts'
import type { JobCache } from '../jobCache.ts'
import type { BatchAsker } from './batchAsker.ts'
import type { Expansion } from './batchDesk.ts'
import { batchInput } from './batchInput.ts'
import { isUntouched, type Draft, type DraftTable } from './draft.ts'
import type { DraftKeeper } from './keepDraft.ts'
import type { PromptRecall } from './promptRecall.ts'

/** Controls at which an error can stand. */
export const ERROR_FIELDS = ['prompt', 'accountId', 'model', 'seconds', 'size', 'count', 'reference', 'parent'] as const
export type ErrorField = (typeof ERROR_FIELDS)[number]
export type ComposeErrors = Readonly<Partial<Record<ErrorField, string | null>>>

/** A row that the host refused, with its reason. */
export interface RowRefusal {
  line: number
  message: string
}

type Placement = 'end' | 'front'
type ManyItem = RouteInput<'jobs.createMany'>['items'][number]

/** One press of the button, as it was asked; asked again as it was when its answer got lost. */
interface Attempt {
  requestId: string
  common: ReturnType<typeof commonOf>
  /** As they were when it was sent. */
  draft: Draft
  table: DraftTable | null
  expansion: Expansion
}

export interface SenderDeps {
  bridge: Bridge
  cache: JobCache
  asker: BatchAsker
  store: StoreApi<ComposerState>
  keeper: DraftKeeper
  recall: PromptRecall
  newId: () => string
  showToast: (toast: ToastOptions) => void
  change: (changes: Partial<Draft>) => void
  changeTable: (table: DraftTable | null) => void
  focusPrompt: () => void
}

const LONGEST_REMEMBERED = 100_000

/** What every job of a request has in common beside what its row says. */
export const commonOf = ({ draft, choice }: Pick<ComposerState, 'draft' | 'choice'>, placement: Placement) => ({
  placement,
  ...(choice.account === null ? {} : { accountId: choice.account.id }),
  ...(Object.keys(draft.params).length === 0 ? {} : { params: draft.params }),
  ...(draft.parent === null
    ? draft.reference === null
      ? {}
      : { referenceId: draft.reference.referenceId }
    : { parentJobId: draft.parent.jobId, relation: draft.parent.relation }),
})

const FIELD_OF: Readonly<Record<string, ErrorField>> = {
  prompt: 'prompt',
  accountId: 'accountId',
  model: 'model',
  seconds: 'seconds',
  size: 'size',
  count: 'count',
  referenceId: 'reference',
  relation: 'parent',
  parentJobId: 'parent',
}

/** Puts a refusal where it belongs: at a field, at rows, or below everything. */
export const placeRefusal = (
  error: BridgeError,
  lines: readonly number[],
): { errors: ComposeErrors; failure: string | null; refusals: RowRefusal[] } => {
  const problems = 'problems' in error ? (error.problems ?? []) : []
  const refusals = problems.map(({ index, message }) => ({ line: lines[index] ?? index + 1, message }))
  const field = FIELD_OF[(error.field ?? '').split('.')[0] ?? '']
  if (field !== undefined) return { errors: { [field]: error.message }, failure: null, refusals }
  if (error.code === 'unreachable') return { errors: {}, failure: translate('compose:answerLost'), refusals }
  return { errors: {}, failure: error.message, refusals }
}

export const createSender = (deps: SenderDeps): { send(placement: Placement): Promise<void> } => {
  const { bridge, cache, change, store } = deps
  let isUnderWay = false
  let lost: Attempt | null = null

  /** False where there is nothing to send; what is the matter then stands at its place. */
  const isReady = (): boolean => {
    const { draft, figures, isFiguring, table } = store.getState()
    if (isFiguring || figures.now > 0) return true
    const isBlank = draft.mode === 'table' ? table === null && draft.text.trim() === '' : draft.text.trim() === ''
    if (isBlank) store.setState({ errors: { prompt: translate('compose:writeFirst') } })
    deps.focusPrompt()
    return false
  }

  const prepare = async (placement: Placement): Promise<Attempt | null> => {
    const state = store.getState()
    if (lost !== null && lost.requestId === state.draft.requestId) return lost
    const expansion = await deps.asker.expand(batchInput(state))
    if (expansion.jobs.length === 0) {
      store.setState({ figures: { ...state.figures, problems: expansion.problems, now: 0 } })
      return null
    }
    const requestId = state.draft.requestId ?? deps.newId()
    change({ requestId })
    // The name of this request outlives this page: sent again after a crash, it makes nothing twice.
    await deps.keeper.save()
    return {
      requestId,
      common: commonOf(state, placement),
      draft: { ...state.draft, requestId },
      table: state.table,
      expansion,
    }
  }

  const ask = async ({ common, expansion, requestId }: Attempt) => {
    const [only, ...others] = expansion.jobs
    if (only !== undefined && others.length === 0) {
      const answer = await cache.send('jobs.create', { ...only, ...common, requestId })
      if (answer.ok) cache.settle(answer.data.jobs)
      return answer.ok ? { ok: true as const, jobIds: answer.data.jobs.map(({ id }) => id) } : answer
    }
    const items: ManyItem[] = expansion.jobs.map((job) => ({ ...job, ...common }))
    const answer = await cache.send('jobs.createMany', { items, requestId })
    return answer.ok ? { ok: true as const, jobIds: answer.data.jobIds } : answer
  }

  /** What was sent leaves the composer; what was not stays, and so does what was typed meanwhile. */
  const clear = ({ draft, expansion, table }: Attempt): void => {
    const now = store.getState()
    const isSame = now.draft.requestId === draft.requestId && now.table === table
    if (!isSame) return change({ requestId: null })
    const { leftOver } = expansion
    if (draft.mode === 'table')
      deps.changeTable(table === null || leftOver === '' ? null : { ...table, text: leftOver })
    const isDone = leftOver === ''
    change({
      requestId: null,
      ...(draft.mode === 'table' ? (isDone ? { text: '', mode: 'prompt' } : {}) : { text: leftOver }),
      ...(isDone ? { parent: null, count: 1 } : {}),
    })
    if (isDone) store.setState({ isPanelOpen: false })
  }

  /** Cancels what was not sent to the provider yet; what was written comes back only if that was everything. */
  const takeBack = async (jobIds: string[], { draft, table }: Attempt): Promise<void> => {
    const answer = await cache.send('jobs.cancelMany', { jobIds })
    if (!answer.ok) return deps.showToast({ text: answer.error.message, tone: 'error' })
    const { done, refusedCount } = answer.data
    deps.showToast({
      text: translate('compose:takenBack', { count: done, shown: formatNumber(done) }),
      ...(refusedCount === 0
        ? {}
        : { note: translate('compose:sentAlready', { count: refusedCount, shown: formatNumber(refusedCount) }) }),
    })
    if (refusedCount > 0 || done < jobIds.length) return
    void cache.send('jobs.trash', { jobIds })
    if (!isUntouched({ ...store.getState().draft, reference: null })) return
    // These jobs exist under the old name; what is sent from now on is another request.
    change({ ...draft, requestId: null })
    if (table !== null) deps.changeTable(table)
    deps.focusPrompt()
  }

  const tell = (jobIds: string[], attempt: Attempt): void => {
    deps.showToast({
      text: translate('compose:queued', { count: jobIds.length, shown: formatNumber(jobIds.length) }),
      action: { label: translate('ui:undo'), run: () => void takeBack(jobIds, attempt) },
    })
  }

  const remember = (text: string): void => {
    deps.recall.reset()
    if (text.trim() !== '' && text.length <= LONGEST_REMEMBERED)
      void bridge.request('prompts.remember', { prompt: text })
  }

  const carryOut = async (placement: Placement): Promise<void> => {
    const attempt = await prepare(placement)
    if (attempt === null) return
    const answer = await ask(attempt)
    if (!answer.ok) {
      lost = answer.error.code === 'unreachable' ? attempt : null
      return store.setState(placeRefusal(answer.error, attempt.expansion.lines))
    }
    lost = null
    clear(attempt)
    remember(attempt.draft.text)
    tell(answer.jobIds, attempt)
    await deps.keeper.save()
  }

  return {
    send: async (placement) => {
      if (isUnderWay || bridge.connection() !== 'live' || !isReady()) return
      isUnderWay = true
      store.setState({ isSending: true, errors: {}, failure: null, refusals: [] })
      try {
        await carryOut(placement)
      } catch (error) {
        store.setState({ failure: error instanceof Error ? error.message : String(error) })
      } finally {
        isUnderWay = false
        store.setState({ isSending: false })
      }
    },
  }
}
