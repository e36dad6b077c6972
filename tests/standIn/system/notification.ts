import { requireReady } from '../app/appEvents.ts'
import type { NotificationEvents } from '../machine/eventShapes.ts'
import { createEvent, emittingPart, newable, type Emit } from '../machine/member.ts'
import { options } from '../machine/options.ts'

export interface ShownNotice {
  title: string
  body: string
  actions: string[]
  isClosed: boolean
  isSilent: boolean
  urgency: string
}

interface NoticeHandle {
  shown: ShownNotice
  emit: Emit<NotificationEvents>
}

const handles: NoticeHandle[] = []
let lastId = 0

/** Only these two show buttons; elsewhere a notice can only be clicked. */
const hasActions = (): boolean =>
  options.platform === 'darwin' || options.platform === 'win32' || options.platform === 'linux'

const create = (given: Electron.NotificationConstructorOptions = {}): Electron.Notification => {
  requireReady('Cannot create Notification')
  const state = {
    title: given.title ?? '',
    body: given.body ?? '',
    actions: given.actions ?? [],
    silent: given.silent ?? false,
    urgency: given.urgency ?? ('normal' as const),
  }
  const id = given.id ?? `notice-${(lastId += 1)}`
  let handle: NoticeHandle | null = null
  const { object, emit } = emittingPart<Electron.Notification, NotificationEvents>('Notification', {
    get id() {
      return id
    },
    get title() {
      return state.title
    },
    set title(next) {
      state.title = next
    },
    get body() {
      return state.body
    },
    set body(next) {
      state.body = next
    },
    get actions() {
      return state.actions
    },
    get silent() {
      return state.silent
    },
    get urgency() {
      return state.urgency
    },
    show: () => {
      const shown: ShownNotice = {
        title: state.title,
        body: state.body,
        actions: hasActions() ? state.actions.map(({ text = '' }) => text) : [],
        isClosed: false,
        isSilent: state.silent,
        urgency: state.urgency,
      }
      handle = { shown, emit }
      handles.push(handle)
      setImmediate(() => emit('show', createEvent({})))
    },
    close: () => {
      if (handle === null || handle.shown.isClosed) return
      handle.shown.isClosed = true
      setImmediate(() => emit('close', createEvent({ reason: 'applicationHidden' })))
    },
  })
  return object
}

export const Notification = newable<typeof Electron.Notification>('Notification', create, {
  isSupported: () => options.hasNotifications,
  getHistory: () => Promise.resolve([]),
  remove: () => {},
  removeAll: () => {},
  removeGroup: () => {},
  handleActivation: () => {},
})

export const shownNotices = (): ShownNotice[] => handles.map(({ shown }) => ({ ...shown }))

const noticeAt = (index: number): NoticeHandle => {
  const handle = handles.at(index)
  if (handle === undefined) throw new Error(`There is no notice ${index}, only ${handles.length}`)
  if (handle.shown.isClosed) throw new Error(`The notice ${JSON.stringify(handle.shown.title)} is closed`)
  return handle
}

/** A click takes the notice away on every system. */
const closeAfter = ({ shown, emit }: NoticeHandle): void => {
  shown.isClosed = true
  emit('close', createEvent({ reason: 'userCanceled' }))
}

export const clickNotice = (index: number): void => {
  const handle = noticeAt(index)
  handle.emit('click', createEvent({}))
  closeAfter(handle)
}

export const pressNoticeAction = (index: number, action: string): void => {
  const handle = noticeAt(index)
  const actionIndex = handle.shown.actions.indexOf(action)
  if (actionIndex < 0) throw new Error(`The notice has no ${action}, but ${handle.shown.actions.join(', ')}`)
  handle.emit('action', createEvent({ actionIndex, selectionIndex: -1 }), actionIndex, -1)
  closeAfter(handle)
}
