import { describe, expect, it } from 'vitest'
import { createNoticesStore, withFirstPage } from '../../../../renderer/src/stores/noticesStore.ts'
import type { Notice } from '../../../../shared/activity/notice.ts'
import { answer, createFakeBridge, type FakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'

const notice = (id: number, changes: Partial<Notice> = {}): Notice => ({
  id,
  at: id,
  kind: 'job_finished',
  jobId: `job_${id}`,
  batchId: null,
  accountId: null,
  values: { count: 1, prompt: 'A fox' },
  text: '',
  isRead: false,
  ...changes,
})
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const open = async (
  handlers: FakeHandlers,
): Promise<{ bridge: FakeBridge; notices: ReturnType<typeof createNoticesStore> }> => {
  const bridge = createFakeBridge(handlers)
  const notices = createNoticesStore(bridge)
  notices.start()
  bridge.start()
  await settled()
  return { bridge, notices }
}
const ids = (notices: ReturnType<typeof createNoticesStore>): number[] =>
  (notices.store.getState().items ?? []).map(({ id }) => id)

describe('the store of notices', () => {
  it('takes in what is new, and lets a counting notice grow in its place', async () => {
    const { bridge, notices } = await open({
      'notifications.list': () => answer({ items: [notice(2), notice(1)], nextCursor: null, unreadCount: 2 }),
    })
    bridge.emit({ type: 'notifications.changed', data: { unreadCount: 3, newest: notice(3) } })
    bridge.emit({
      type: 'notifications.changed',
      data: { unreadCount: 3, newest: notice(2, { values: { count: 9 } }) },
    })
    expect(ids(notices)).toEqual([3, 2, 1])
    expect(notices.store.getState().items?.[1]?.values).toEqual({ count: 9 })
    expect(notices.store.getState().unreadCount).toBe(3)
  })

  it('moves a notice that grew to where it was told last, and marks all of them as read by their highest id', async () => {
    const marked: number[] = []
    const { bridge, notices } = await open({
      'notifications.list': () => answer({ items: [notice(2), notice(1)], nextCursor: null, unreadCount: 2 }),
      'notifications.markRead': ({ upToId }) => {
        marked.push(upToId)
        return answer({ unreadCount: 0 })
      },
    })
    bridge.emit({ type: 'notifications.changed', data: { unreadCount: 2, newest: notice(1, { at: 9 }) } })
    expect(ids(notices)).toEqual([1, 2])
    await notices.markAllRead()
    expect(marked).toEqual([2])
    expect(notices.store.getState().items?.every(({ isRead }) => isRead)).toBe(true)
  })

  it('asks once more when an event overtakes the answer', async () => {
    const pages = [
      { items: [notice(1)], nextCursor: null, unreadCount: 1 },
      { items: [notice(2), notice(1)], nextCursor: null, unreadCount: 2 },
    ]
    const bridge: FakeBridge = createFakeBridge({
      'notifications.list': () => {
        const page = pages.shift()
        if (page === undefined) throw new Error('One request too many.')
        if (pages.length === 1)
          bridge.emit({ type: 'notifications.changed', data: { unreadCount: 2, newest: notice(2) } })
        return answer(page)
      },
    })
    const notices = createNoticesStore(bridge)
    notices.start()
    bridge.start()
    await settled()
    expect(ids(notices)).toEqual([2, 1])
    expect(notices.store.getState().unreadCount).toBe(2)
  })

  it('marks as read only what the person had before them', async () => {
    const { bridge, notices } = await open({
      'notifications.list': () => answer({ items: [notice(2), notice(1)], nextCursor: null, unreadCount: 2 }),
      'notifications.markRead': ({ upToId }) => {
        bridgeOf().emit({ type: 'notifications.changed', data: { unreadCount: 1, newest: notice(3) } })
        return answer({ unreadCount: upToId === 2 ? 1 : 0 })
      },
    })
    const bridgeOf = (): FakeBridge => bridge
    await notices.markAllRead()
    expect(notices.store.getState().items?.map(({ id, isRead }) => [id, isRead])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ])
    expect(notices.store.getState().unreadCount).toBe(1)
  })

  it('follows when everything was read elsewhere', async () => {
    const { bridge, notices } = await open({
      'notifications.list': () => answer({ items: [notice(1)], nextCursor: null, unreadCount: 1 }),
    })
    bridge.emit({ type: 'notifications.changed', data: { unreadCount: 0, newest: null } })
    expect(notices.store.getState().items?.[0]?.isRead).toBe(true)
    expect(notices.store.getState().unreadCount).toBe(0)
  })

  it('goes on below with the next page, and keeps what it has when that fails', async () => {
    const { notices } = await open({
      'notifications.list': ({ cursor }) =>
        cursor === undefined
          ? answer({ items: [notice(3), notice(2)], nextCursor: 'c2', unreadCount: 0 })
          : cursor === 'c2'
            ? answer({ items: [notice(1)], nextCursor: 'c1', unreadCount: 0 })
            : { ok: false, error: { code: 'internal', message: 'Broken.' } },
    })
    await notices.loadMore()
    await notices.loadMore()
    expect(ids(notices)).toEqual([3, 2, 1])
    expect(notices.store.getState().failure?.message).toBe('Broken.')
  })
})

describe('a newer first page', () => {
  const page = (items: Notice[]) => ({ items, nextCursor: 'next', unreadCount: 0 })

  it('keeps what lies below it, so that the list does not shrink', () => {
    const known = { items: [notice(3), notice(2), notice(1)], nextCursor: null }
    expect(withFirstPage(known, page([notice(4), notice(3)])).items?.map(({ id }) => id)).toEqual([4, 3, 2, 1])
    expect(withFirstPage(known, page([notice(4), notice(3)])).nextCursor).toBeNull()
  })

  it('stands alone when more has come than it holds: a gap would be hidden otherwise', () => {
    const known = { items: [notice(3)], nextCursor: null }
    expect(withFirstPage(known, page([notice(9), notice(8)]))).toEqual({
      items: [notice(9), notice(8)],
      nextCursor: 'next',
    })
  })
})
