import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadTexts } from '../../../../renderer/src/i18n/i18n.ts'
import { createAccountsStore } from '../../../../renderer/src/stores/accountsStore.ts'
import { createBatchAsker, type BatchAsker } from '../../../../renderer/src/stores/compose/batchAsker.ts'
import { createBatchDesk } from '../../../../renderer/src/stores/compose/batchDesk.ts'
import { EMPTY_DRAFT, type Draft } from '../../../../renderer/src/stores/compose/draft.ts'
import type { OpenPicture, Pictures } from '../../../../renderer/src/stores/compose/pictures.ts'
import { createComposeRequests } from '../../../../renderer/src/stores/composeRequests.ts'
import { createComposer } from '../../../../renderer/src/stores/composeStore.ts'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { createNavigation } from '../../../../renderer/src/stores/navigationStore.ts'
import { recogniseTable } from '../../../../renderer/src/stores/compose/tableRows.ts'
import type { ToastOptions } from '../../../../renderer/src/ui/toast.ts'
import type { JsonValue } from '../../../../shared/json.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { fakeAccount, fakeJob, fakeModel, fakeTake } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

beforeAll(loadTexts)

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const NO_PICTURES: Pictures = {
  open: async () => null,
  fit: async () => null,
  thumbnail: async () => null,
  base64: async () => 'AAAA',
}

/** What a host keeps between two pages. */
const createDesk = () => {
  const drafts = new Map<string, { key: string; value: JsonValue; updatedAt: number }>()
  let at = 1_800_000_000_000
  const handlers: FakeHandlers = {
    'accounts.list': () => answer({ items: [fakeAccount()] }),
    'models.list': () => answer({ items: [fakeModel()] }),
    'lists.list': () => answer({ items: [] }),
    'prompts.remember': () => answer({}),
    'drafts.get': ({ key }) => answer({ draft: drafts.get(key) ?? null }),
    'drafts.set': ({ key, value }) => {
      at += 1
      drafts.set(key, { key, value: JSON.parse(JSON.stringify(value)) as JsonValue, updatedAt: at })
      return answer({ updatedAt: at })
    },
    'drafts.remove': ({ key }) => {
      drafts.delete(key)
      return answer({})
    },
  }
  return { drafts, handlers }
}

interface SetUp {
  handlers?: FakeHandlers
  desk?: ReturnType<typeof createDesk>
  mirror?: Map<string, string>
  pictures?: Pictures
  asker?: BatchAsker
  model?: Parameters<typeof fakeModel>[0]
}

const openPage = async ({
  handlers = {},
  desk = createDesk(),
  mirror = new Map(),
  pictures,
  asker,
  model,
}: SetUp = {}) => {
  const models: FakeHandlers = model === undefined ? {} : { 'models.list': () => answer({ items: [fakeModel(model)] }) }
  const bridge = createFakeBridge({ ...desk.handlers, ...models, ...handlers })
  const timers = createFakeTimers()
  const toasts: ToastOptions[] = []
  const accounts = createAccountsStore(bridge)
  const requests = createComposeRequests()
  let lastId = 0
  const composer = createComposer({
    bridge,
    timers,
    mirror: { getItem: (key) => mirror.get(key) ?? null, setItem: (key, value) => void mirror.set(key, value) },
    random: () => 0.5,
    newId: () => `request_${++lastId}`,
    accounts,
    cache: createJobCache(bridge, timers),
    navigation: createNavigation(),
    requests,
    asker: asker ?? createBatchAsker(() => ({ ask: () => {} })),
    pictures: pictures ?? NO_PICTURES,
    showToast: (toast) => void toasts.push(toast),
  })
  accounts.start()
  composer.start()
  bridge.start()
  for (let turn = 0; turn < 4; turn += 1) await settled()
  const sent = (route: string): Record<string, unknown>[] =>
    bridge.requests.filter((request) => request.route === route).map(({ input }) => input as Record<string, unknown>)
  const state = () => composer.store.getState()
  return { accounts, bridge, timers, toasts, composer, requests, desk, mirror, sent, state }
}

const madeOne: FakeHandlers = { 'jobs.create': ({ prompt }) => answer({ jobs: [fakeJob({ prompt })] }) }
const unreachable = { ok: false as const, error: { code: 'unreachable' as const, message: 'No answer.' } }

describe('queueing', () => {
  it('sends one prompt with what is chosen, remembers it and clears the field', async () => {
    const { composer, sent, state, toasts } = await openPage({ handlers: madeOne })
    composer.change({ text: 'A fox', seconds: 8, count: 3 })
    expect(state().figures.now).toBe(3)
    await composer.send('front')
    expect(sent('jobs.create')).toEqual([
      {
        prompt: 'A fox',
        accountId: 'account_1',
        model: 'sora-2',
        seconds: 8,
        size: '1280x720',
        count: 3,
        placement: 'front',
        requestId: 'request_1',
      },
    ])
    expect(sent('prompts.remember')).toEqual([{ prompt: 'A fox' }])
    expect(state().draft).toMatchObject({ text: '', count: 1, seconds: 8, requestId: null })
    expect(toasts[0]?.action).toBeDefined()
  })

  it('sends a batch as one request of many items', async () => {
    const jobIds = ['job_1', 'job_2']
    const { composer, sent, state } = await openPage({
      handlers: { 'jobs.createMany': () => answer({ batchId: 'batch_1', jobIds }) },
    })
    composer.change({ text: 'A {red|blue} fox' })
    await composer.send('end')
    const [input] = sent('jobs.createMany')
    expect(input?.['items']).toMatchObject([{ prompt: 'A red fox' }, { prompt: 'A blue fox' }])
    expect(state().draft.text).toBe('')
  })

  it('asks again under the same name with the same items when the answer got lost, also on another page', async () => {
    const desk = createDesk()
    let isLost = true
    const handlers: FakeHandlers = {
      'jobs.createMany': () => (isLost ? unreachable : answer({ batchId: 'batch_1', jobIds: ['job_1', 'job_2'] })),
    }
    const first = await openPage({ desk, handlers })
    first.composer.change({ text: 'A {red|blue} fox' })
    await first.composer.send('end')
    await first.composer.send('front')
    const [one, two] = first.sent('jobs.createMany')
    expect(one).toEqual(two)
    expect(first.state().failure).not.toBeNull()
    expect(first.state().draft.text).toBe('A {red|blue} fox')

    const second = await openPage({ desk, handlers })
    isLost = false
    await second.composer.send('end')
    expect(second.sent('jobs.createMany')[0]?.['requestId']).toBe(one?.['requestId'])
    expect(second.state().draft.text).toBe('')
  })

  it('is another request once anything was changed', async () => {
    const { composer, sent } = await openPage({ handlers: { 'jobs.create': () => unreachable } })
    composer.change({ text: 'A fox' })
    await composer.send('end')
    composer.change({ text: 'A hare' })
    await composer.send('end')
    const [one, two] = sent('jobs.create').map(({ requestId }) => requestId)
    expect(one).not.toBe(two)
  })

  it('keeps the name of a request before it is sent', async () => {
    const page = await openPage({
      handlers: {
        'jobs.create': ({ requestId }) => {
          const kept = page.desk.drafts.get('composer')?.value as { requestId: string } | undefined
          expect(kept?.requestId).toBe(requestId)
          return answer({ jobs: [fakeJob()] })
        },
      },
    })
    page.composer.change({ text: 'A fox' })
    await page.composer.send('end')
    expect(page.sent('jobs.create')).toHaveLength(1)
  })

  it('is one request however often the button is pressed meanwhile, and keeps what is typed meanwhile', async () => {
    let release = (): void => {}
    const { composer, sent, state } = await openPage({
      handlers: {
        'jobs.create': () => new Promise((resolve) => (release = () => resolve(answer({ jobs: [fakeJob()] })))),
      },
    })
    composer.change({ text: 'A fox' })
    const first = composer.send('end')
    await composer.send('end')
    await vi.waitFor(() => expect(sent('jobs.create')).toHaveLength(1))
    composer.change({ text: 'A fox and a ha' })
    release()
    await first
    expect(sent('jobs.create')).toHaveLength(1)
    expect(state().draft).toMatchObject({ text: 'A fox and a ha', requestId: null })
  })

  it('puts a refusal at its field and loses nothing', async () => {
    const { composer, state } = await openPage({
      handlers: {
        'jobs.create': () => ({ ok: false, error: { code: 'invalid', message: 'Too short.', field: 'seconds' } }),
      },
    })
    composer.change({ text: 'A fox' })
    await composer.send('end')
    expect(state().errors).toEqual({ seconds: 'Too short.' })
    expect(state().draft.text).toBe('A fox')
    composer.change({ seconds: 8 })
    expect(state().errors).toEqual({})
  })

  it('says at which line of the source the host refused a row', async () => {
    const { composer, state } = await openPage({
      handlers: {
        'jobs.createMany': () => ({
          ok: false,
          error: {
            code: 'invalid',
            message: 'Item 2: no.',
            field: 'items.1.size',
            problems: [{ index: 1, message: 'no.' }],
          },
        }),
      },
    })
    composer.change({ mode: 'lines', text: 'one\n\n\ntwo' })
    await composer.send('end')
    expect(state().refusals).toEqual([{ line: 4, message: 'no.' }])
    expect(state().failure).toBe('Item 2: no.')
  })

  it('refuses an empty prompt at the prompt', async () => {
    const { bridge, composer, state } = await openPage()
    const before = bridge.requests.length
    await composer.send('end')
    expect(Object.keys(state().errors)).toEqual(['prompt'])
    expect(bridge.requests).toHaveLength(before)
  })

  it('waits while there is no connection', async () => {
    const { bridge, composer, sent, state } = await openPage({ handlers: madeOne })
    composer.change({ text: 'A fox' })
    bridge.enter('offline')
    await composer.send('end')
    expect(sent('jobs.create')).toEqual([])
    expect(state().draft.text).toBe('A fox')
  })

  it('keeps rows with problems for the person to mend', async () => {
    const { composer, state } = await openPage({
      handlers: { 'jobs.createMany': () => answer({ batchId: 'batch_1', jobIds: ['job_1', 'job_2'] }) },
    })
    composer.change({ mode: 'table' })
    composer.changeTable(recogniseTable('prompt,seconds\na,4\nb,99999\nc,8\n', 'shots.csv'))
    expect(state().figures).toMatchObject({ now: 2, rowsLeft: 1 })
    await composer.send('end')
    expect(state().table?.text).toBe('prompt,seconds\nb,99999')
    expect(state().draft.mode).toBe('table')
  })
})

describe('taking it back', () => {
  const back = { done: 2, refused: [], refusedCount: 0, undo: null }
  const made: FakeHandlers = {
    'jobs.createMany': () => answer({ batchId: 'batch_1', jobIds: ['job_1', 'job_2'] }),
    'jobs.trash': () => answer(back),
  }

  it('cancels the jobs and brings the text back as a new request', async () => {
    const { composer, sent, state, toasts } = await openPage({
      handlers: { ...made, 'jobs.cancelMany': () => answer(back) },
    })
    composer.change({ text: 'A {red|blue} fox' })
    await composer.send('end')
    toasts[0]?.action?.run()
    await settled()
    expect(sent('jobs.cancelMany')).toEqual([{ jobIds: ['job_1', 'job_2'] }])
    expect(state().draft).toMatchObject({ text: 'A {red|blue} fox', requestId: null })
    await composer.send('end')
    const [one, two] = sent('jobs.createMany').map(({ requestId }) => requestId)
    expect(one).not.toBe(two)
  })

  it('does not bring it back where some of it goes on, nor over something new', async () => {
    const partly = { ...back, done: 1, refused: [{ jobId: 'job_2', message: 'sent' }], refusedCount: 1 }
    const one = await openPage({ handlers: { ...made, 'jobs.cancelMany': () => answer(partly) } })
    one.composer.change({ text: 'A {red|blue} fox' })
    await one.composer.send('end')
    one.toasts[0]?.action?.run()
    await settled()
    expect(one.state().draft.text).toBe('')
    expect(one.toasts[1]?.note).toContain('1')

    const other = await openPage({ handlers: { ...made, 'jobs.cancelMany': () => answer(back) } })
    other.composer.change({ text: 'A {red|blue} fox' })
    await other.composer.send('end')
    other.composer.change({ text: 'Something new' })
    other.toasts[0]?.action?.run()
    await settled()
    expect(other.state().draft.text).toBe('Something new')
  })
})

describe('the draft', () => {
  it('is kept a moment after the last change, and found again', async () => {
    const desk = createDesk()
    const first = await openPage({ desk })
    first.composer.change({ text: 'Half a thought', mode: 'table' })
    first.composer.changeTable(recogniseTable('prompt\na\n', 'shots.csv'))
    expect(desk.drafts.size).toBe(0)
    first.timers.advance(500)
    await settled()
    const second = await openPage({ desk })
    expect(second.state().draft).toMatchObject({ text: 'Half a thought', mode: 'table' })
    expect(second.state().table).toMatchObject({ name: 'shots.csv', text: 'prompt\na\n' })
  })

  it('that comes late never replaces what is being typed; it is offered', async () => {
    const desk = createDesk()
    desk.drafts.set('composer', {
      key: 'composer',
      value: { ...EMPTY_DRAFT, text: 'From before' } as unknown as JsonValue,
      updatedAt: 1,
    })
    let release = (): void => {}
    const kept = desk.handlers['drafts.get']
    const { composer, state, toasts } = await openPage({
      desk,
      handlers: {
        'drafts.get': (input) =>
          new Promise((resolve) => {
            const before = release
            release = () => {
              before()
              resolve(kept?.(input) ?? unreachable)
            }
          }),
      },
    })
    composer.change({ text: 'Just now' })
    release()
    for (let turn = 0; turn < 3; turn += 1) await settled()
    expect(state().draft.text).toBe('Just now')
    toasts[0]?.action?.run()
    expect(state().draft.text).toBe('From before')
    toasts[1]?.action?.run()
    expect(state().draft.text).toBe('Just now')
  })

  it('is asked for again when the first answer failed', async () => {
    const desk = createDesk()
    desk.drafts.set('composer', { key: 'composer', value: { text: 'From before' }, updatedAt: 1 })
    let isDown = true
    const kept = desk.handlers['drafts.get']
    const { bridge, state } = await openPage({
      desk,
      handlers: { 'drafts.get': (input) => (isDown ? unreachable : (kept?.(input) ?? unreachable)) },
    })
    expect(state().draft.text).toBe('')
    isDown = false
    bridge.enter('live')
    for (let turn = 0; turn < 3; turn += 1) await settled()
    expect(state().draft.text).toBe('From before')
  })

  it('left behind by a closing page wins over an older one at the host', async () => {
    const desk = createDesk()
    desk.drafts.set('composer', { key: 'composer', value: { text: 'Older' }, updatedAt: 1 })
    const left = { draft: { ...EMPTY_DRAFT, text: 'Newer' }, at: 2 }
    const { state } = await openPage({ desk, mirror: new Map([['dailies.composer', JSON.stringify(left)]]) })
    expect(state().draft.text).toBe('Newer')
    expect(desk.drafts.get('composer')?.value).toMatchObject({ text: 'Newer' })
  })

  it('is not disturbed by anything strange left behind', async () => {
    for (const strange of ['{', '[]', '{"draft":7,"at":"x"}', '{"draft":null,"at":1}']) {
      const { state } = await openPage({ mirror: new Map([['dailies.composer', strange]]) })
      expect(state().draft.text).toBe('')
    }
  })

  it('says so when it cannot be kept, and tries again', async () => {
    const full = { ok: false as const, error: { code: 'too_large' as const, message: 'Too large.' } }
    let isFull = true
    const desk = createDesk()
    const keep = desk.handlers['drafts.set']
    const { composer, state, timers } = await openPage({
      desk,
      handlers: { 'drafts.set': (input) => (isFull ? full : (keep?.(input) ?? full)) },
    })
    composer.change({ text: 'A fox' })
    timers.advance(500)
    await settled()
    expect(state().keepFailure).toBe('Too large.')
    isFull = false
    composer.change({ text: 'A fox!' })
    timers.advance(500)
    await settled()
    expect(state().keepFailure).toBeNull()
  })
})

describe('what other views ask for', () => {
  const finished = fakeJob({ id: 'job_9', status: 'completed', prompt: 'Old {words}', seconds: 8, take: fakeTake() })

  it('takes over every setting of a job, and gives the text back that stood there', async () => {
    const { requests, state, toasts, composer } = await openPage()
    composer.change({ text: 'My own words' })
    requests.ask({ kind: 'reuse', job: { ...finished, params: { style: 'film' }, referenceId: 'reference_1' } })
    expect(state().draft).toMatchObject({
      text: 'Old {words}',
      isPlainText: true,
      seconds: 8,
      params: { style: 'film' },
    })
    expect(state().figures.now).toBe(1)
    expect(state().focusWish).toEqual({ isAllSelected: true })
    toasts[0]?.action?.run()
    expect(state().draft.text).toBe('My own words')
  })

  it('begins a remix with the old prompt, but leaves alone what is written already', async () => {
    const { requests, state, composer, sent } = await openPage({ handlers: madeOne })
    requests.ask({ kind: 'derive', job: finished, relation: 'remix' })
    expect(state().draft).toMatchObject({ text: 'Old {words}', parent: { jobId: 'job_9', relation: 'remix' } })
    composer.change({ text: 'At night' })
    requests.ask({ kind: 'derive', job: finished, relation: 'remix' })
    expect(state().draft.text).toBe('At night')
    await composer.send('end')
    expect(sent('jobs.create')[0]).toMatchObject({ parentJobId: 'job_9', relation: 'remix', prompt: 'At night' })
    expect(sent('jobs.create')[0]).not.toHaveProperty('size')
    expect(state().draft.parent).toBeNull()
  })

  it('finds the take again that a remix came from', async () => {
    const remix = fakeJob({ id: 'job_10', prompt: 'Again', parentJobId: 'job_9', relation: 'remix' })
    const { requests, state } = await openPage({ handlers: { 'jobs.get': () => answer(finished) } })
    requests.ask({ kind: 'reuse', job: remix })
    await settled()
    expect(state().draft.parent).toMatchObject({ jobId: 'job_9', relation: 'remix' })
  })
})

describe('a reference image', () => {
  const bitmap = {} as ImageBitmap
  const picture = (changes: Partial<OpenPicture> = {}): OpenPicture => ({
    file: new Blob(),
    fileName: 'still.png',
    type: 'image/png',
    sizeBytes: 10,
    width: 1280,
    height: 720,
    isTurned: false,
    bitmap,
    ...changes,
  })
  const model = { referenceImage: { types: ['image/png'], maxBytes: 1_000, mustMatchSize: true } }
  const handlers: FakeHandlers = {
    ...madeOne,
    'references.create': () => answer({ referenceId: 'reference_1', type: 'image/png', sizeBytes: 10 }),
  }

  it('that fits is kept by the host and named in the request', async () => {
    const page = await openPage({ handlers, model, pictures: { ...NO_PICTURES, open: async () => picture() } })
    await page.composer.references.add(new Blob(), 'still.png')
    expect(page.state().draft.reference).toMatchObject({ referenceId: 'reference_1', width: 1280, height: 720 })
    page.composer.change({ text: 'It moves' })
    await page.composer.send('end')
    expect(page.sent('jobs.create')[0]).toMatchObject({ referenceId: 'reference_1' })
    expect(page.state().draft.reference).not.toBeNull()
  })

  it('of another size is fitted with the eyes of the person, and again for another size', async () => {
    const pictures = {
      ...NO_PICTURES,
      open: async () => picture({ width: 500, height: 500 }),
      fit: async () => new Blob(),
    }
    const { composer, state } = await openPage({ handlers, model, pictures })
    await composer.references.add(new Blob(), 'still.png')
    expect(state().reference).toMatchObject({ phase: 'fitting', needs: { target: { width: 1280, height: 720 } } })
    await composer.references.fit({ mode: 'cover', zoom: 1, x: 0.5, y: 0.5 })
    expect(state().draft.reference).toMatchObject({ width: 1280, height: 720 })
    composer.change({ text: 'It moves', size: '720x1280' })
    expect(state().figures).toMatchObject({ now: 0, problems: [{ code: 'reference_size' }] })
    composer.references.fitAgain()
    await composer.references.fit({ mode: 'cover', zoom: 1, x: 0.5, y: 0.5 })
    expect(state().figures.now).toBe(1)
  })

  it('that comes before the model is known waits to hear what that takes, but not for ever', async () => {
    let isKnown = false
    const wide = { ...NO_PICTURES, open: async () => picture({ width: 500, height: 500 }) }
    const waiting: FakeHandlers = {
      ...handlers,
      'models.list': () =>
        isKnown ? answer({ items: [fakeModel(model)] }) : { ok: false, error: { code: 'internal', message: 'Later.' } },
    }
    const { accounts, composer, state, timers } = await openPage({ handlers: waiting, pictures: wide })
    const adding = composer.references.add(new Blob(), 'still.png')
    isKnown = true
    await accounts.reloadModels('account_1')
    await adding
    expect(state().reference?.phase).toBe('fitting')

    const other = await openPage({ handlers: { ...waiting, 'models.list': () => unreachable }, pictures: wide })
    const patient = other.composer.references.add(new Blob(), 'still.png')
    other.timers.advance(3_000)
    await patient
    expect(other.state().draft.reference).toMatchObject({ width: 500 })
    expect(timers.waitingTimers()).toBe(0)
  })

  it('that is none, or is taken away meanwhile, leaves the draft as it was', async () => {
    let open = async (): Promise<OpenPicture | null> => null
    const { composer, state } = await openPage({
      handlers,
      model,
      pictures: { ...NO_PICTURES, open: async () => await open() },
    })
    await composer.references.add(new Blob(), 'notes.txt')
    expect(state().reference?.phase).toBe('failed')
    open = async () => picture()
    const adding = composer.references.add(new Blob(), 'still.png')
    composer.references.remove()
    await adding
    expect(state()).toMatchObject({ reference: null, draft: { reference: null } })
  })
})

describe('long batches', () => {
  it('are worked out elsewhere, and only the newest figures are shown', async () => {
    const desk = createBatchDesk()
    const waiting: (() => void)[] = []
    const asker: BatchAsker = {
      figureNow: (input) => (input.text.length > 10 ? null : desk.figure(input)),
      figureLater: (input) => new Promise((resolve) => waiting.push(() => resolve(desk.figure(input)))),
      expand: async (input) => desk.expand(input),
    }
    const { composer, state } = await openPage({ asker })
    composer.change({ text: 'A {red|blue} fox' })
    composer.change({ text: 'A {red|blue|green} fox' })
    expect(state().isFiguring).toBe(true)
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    await settled()
    expect(state().figures.total).toBe(0)
    waiting[1]?.()
    await settled()
    expect(state()).toMatchObject({ isFiguring: false, figures: { total: 3 } })
    const short: Partial<Draft> = { text: 'A fox' }
    composer.change(short)
    expect(state()).toMatchObject({ isFiguring: false, figures: { total: 1 } })
  })
})
