import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PromptList } from '../../../shared/desk/desk.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import { translate } from '../i18n/i18n.ts'
import type { ToastOptions } from '../ui/toast.ts'
import type { AccountsStore } from './accountsStore.ts'
import type { ComposeRequest, ComposeRequests } from './composeRequests.ts'
import type { BatchAsker } from './compose/batchAsker.ts'
import type { Figures } from './compose/batchDesk.ts'
import { choose, type Choice } from './compose/choice.ts'
import { EMPTY_DRAFT, type Draft, type DraftTable } from './compose/draft.ts'
import { createFiguring } from './compose/figuring.ts'
import { createDraftKeeper } from './compose/keepDraft.ts'
import { listenToLeaving } from './compose/leaving.ts'
import { NO_FIGURES } from './compose/noFigures.ts'
import type { Pictures } from './compose/pictures.ts'
import { createPromptRecall, type PromptRecall } from './compose/promptRecall.ts'
import { createReferenceDesk, type ReferenceDesk, type ReferenceStep } from './compose/referenceDesk.ts'
import { derivedDraft, parentOf, reusedDraft, type Replacement } from './compose/replaceDraft.ts'
import { createSender, type ComposeErrors, type RowRefusal } from './compose/sender.ts'
import type { JobCache } from './jobCache.ts'
import type { Navigation } from './navigationStore.ts'
import type { MirrorStorage } from './preferencesStore.ts'

/** Prompts used before, or templates. */
export type ComposeBox = 'history' | 'templates'

export interface ComposerState {
  draft: Draft
  table: DraftTable | null
  /** The lists that the person keeps; null until they are here. */
  lists: readonly PromptList[] | null
  choice: Choice
  figures: Figures
  /** Newer figures are being worked out. */
  isFiguring: boolean
  /** What is wrong, by field. */
  errors: ComposeErrors
  /** What is wrong with no field in particular. */
  failure: string | null
  /** Rows that the host refused. */
  refusals: readonly RowRefusal[]
  isSending: boolean
  isPanelOpen: boolean
  /** Which of the boxes above the prompt is open. */
  box: ComposeBox | null
  /** The dialog in which the person keeps lists. */
  dialog: 'lists' | null
  reference: ReferenceStep | null
  /** Why the draft cannot be kept at present. */
  keepFailure: string | null
  /** The prompt wants the keyboard. */
  focusWish: { isAllSelected: boolean } | null
}

/** What is being written, and what would come of it. */
export interface Composer {
  store: StoreApi<ComposerState>
  change(changes: Partial<Draft>): void
  changeTable(table: DraftTable | null): void
  /** Puts something else in the place of what was written, with the way back. */
  replace(replacement: Replacement): void
  setPanelOpen(isPanelOpen: boolean): void
  setBox(box: ComposeBox | null): void
  setDialog(dialog: ComposerState['dialog']): void
  /** Another seed for the sample. */
  throwDice(): void
  focusPrompt(isAllSelected?: boolean): void
  /** The prompt has the keyboard. */
  noteFocus(): void
  loadLists(): Promise<void>
  send(placement: 'end' | 'front'): Promise<void>
  recall: PromptRecall
  references: ReferenceDesk
  start(): () => void
}

export interface ComposerDeps {
  bridge: Bridge
  timers: Timers
  mirror: MirrorStorage
  random: () => number
  newId: () => string
  accounts: AccountsStore
  cache: JobCache
  navigation: Navigation
  requests: ComposeRequests
  asker: BatchAsker
  pictures: Pictures
  showToast: (toast: ToastOptions) => void
}

const LARGEST_DICE = 1_000_000

export const createComposer = (deps: ComposerDeps): Composer => {
  const { accounts, asker, bridge, cache, navigation, requests, showToast } = deps
  const store = createStore<ComposerState>(() => ({
    draft: EMPTY_DRAFT,
    table: null,
    lists: null,
    choice: choose(EMPTY_DRAFT, accounts.store.getState()),
    figures: NO_FIGURES,
    isFiguring: false,
    errors: {},
    failure: null,
    refusals: [],
    isSending: false,
    isPanelOpen: false,
    box: null,
    dialog: null,
    reference: null,
    keepFailure: null,
    focusWish: null,
  }))

  const figures = createFiguring(store, asker)
  const renew = (): void => {
    const { draft } = store.getState()
    const choice = choose(draft, accounts.store.getState())
    if (choice.account !== null) accounts.needModels(choice.account.id)
    store.setState({ choice })
    figures.renew()
  }

  const setDraft = (draft: Draft): void => {
    store.setState({ draft })
    renew()
  }
  const keeper = createDraftKeeper({
    bridge,
    timers: deps.timers,
    mirror: deps.mirror,
    now: store.getState,
    restore: ({ draft, table }) => {
      if (table !== undefined) store.setState({ table })
      if (draft !== undefined) store.setState({ draft, isPanelOpen: draft.mode === 'table' })
      renew()
    },
    offer: (draft) =>
      showToast({
        text: translate('compose:earlierDraft'),
        note: draft.text.slice(0, NOTED_LENGTH),
        action: { label: translate('compose:takeEarlierDraft'), run: () => replace({ draft, said: 'draftBack' }) },
      }),
    onSaved: (keepFailure) => store.setState({ keepFailure }),
  })

  const change = (changes: Partial<Draft>): void => {
    const { draft, errors } = store.getState()
    const next: Draft = { ...draft, requestId: null, ...changes }
    const mended = Object.fromEntries(Object.entries(errors).filter(([field]) => !(field in changes)))
    store.setState({ errors: 'text' in changes ? { ...mended, prompt: null } : mended, failure: null, refusals: [] })
    setDraft(next)
    keeper.noteChange('draft')
  }
  const changeTable = (table: DraftTable | null): void => {
    store.setState({ table, refusals: [] })
    // Other rows are another request.
    change({})
    keeper.noteChange('table')
  }

  const focusPrompt = (isAllSelected = false): void => {
    navigation.stopPlaying()
    navigation.set({ isComposerOpen: true })
    const { view } = navigation.store.getState()
    if (view !== 'queue' && view !== 'library') navigation.show('queue')
    store.setState({ focusWish: { isAllSelected } })
  }
  const replace = ({ draft: changes, said }: Replacement): void => {
    const { draft, table } = store.getState()
    change(changes)
    const isLost = draft.text.trim() !== '' && changes.text !== undefined && changes.text !== draft.text
    if (!isLost) return
    const back = (): void => {
      change({ ...draft, requestId: null })
      if (store.getState().table === null && table !== null) changeTable(table)
    }
    showToast({ text: translate(`compose:said.${said}`), action: { label: translate('ui:undo'), run: back } })
  }

  /** A remix is made again from the same take, as long as that is still known. */
  const reuseParent = async ({ parentJobId, prompt, relation }: Job): Promise<void> => {
    if (parentJobId === null || (relation !== 'remix' && relation !== 'extend' && relation !== 'edit')) return
    const known = cache.get(parentJobId)
    const answer = known === undefined ? await bridge.request('jobs.get', { jobId: parentJobId }) : null
    const parent = known ?? (answer?.ok === true ? answer.data : null)
    if (parent !== null && store.getState().draft.text === prompt) change({ parent: parentOf(parent, relation) })
  }

  const loadLists = async (): Promise<void> => {
    const answer = await bridge.request('lists.list', {})
    if (!answer.ok) return
    store.setState({ lists: answer.data.items })
    figures.renew()
  }

  const answerRequest = (request: ComposeRequest): void => {
    const { draft } = store.getState()
    switch (request.kind) {
      case 'focus':
        return focusPrompt()
      case 'sample':
        if (draft.text.trim() === '') change({ text: request.prompt, mode: 'prompt' })
        return focusPrompt()
      case 'reference':
        focusPrompt()
        return void references.add(request.file, request.file.name)
      case 'files':
        focusPrompt()
        return void import('./compose/takeFiles.ts').then(({ takeFiles }) => takeFiles(composer, request.files))
      case 'reuse':
        replace(reusedDraft(request.job))
        focusPrompt(true)
        return void reuseParent(request.job)
      case 'derive': {
        const replacement = derivedDraft(request, draft)
        replace(replacement)
        return focusPrompt(replacement.draft.text !== undefined)
      }
    }
  }

  const recall = createPromptRecall(bridge)
  const references = createReferenceDesk({ bridge, pictures: deps.pictures, timers: deps.timers, store, change })
  const sender = createSender({ ...deps, store, change, changeTable, keeper, recall, focusPrompt })

  const stopWork = (): (() => void)[] => [
    bridge.onConnection((state) => {
      if (state !== 'live') return
      void keeper.load()
      void loadLists()
    }),
    accounts.store.subscribe((state, before) => {
      if (state.accounts !== before.accounts || state.models !== before.models) renew()
    }),
    cache.hold((jobId) => jobId === store.getState().draft.parent?.jobId),
    requests.onRequest(answerRequest),
    keeper.stop,
  ]

  if (keeper.mirrored !== null) store.setState({ draft: keeper.mirrored })

  const composer: Composer = {
    store,
    change,
    changeTable,
    replace,
    setPanelOpen: (isPanelOpen) => store.setState({ isPanelOpen }),
    setBox: (box) => store.setState({ box }),
    setDialog: (dialog) => store.setState({ dialog }),
    throwDice: () => change({ seed: 1 + Math.floor(deps.random() * LARGEST_DICE) }),
    focusPrompt,
    noteFocus: () => store.setState({ focusWish: null }),
    loadLists,
    send: sender.send,
    recall,
    references,
    start: () => {
      const stops = [...stopWork(), listenToLeaving(keeper.leave)]
      renew()
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
  return composer
}

const NOTED_LENGTH = 120
