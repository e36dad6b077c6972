import { Notification } from 'electron'
import type { NoticeSystem } from './noticeSystem.ts'

export interface SystemNoticesOptions {
  platform: NodeJS.Platform
  /** The file of the app's picture; the others show that of the app by themselves. */
  linuxIcon: string
}

/** Shows notices as this system does. */
export const systemNotices = ({ platform, linuxIcon }: SystemNoticesOptions): NoticeSystem => ({
  isSupported: () => Notification.isSupported(),
  show({ title, body, actions, silent, urgency, groupId }, listeners) {
    const notification = new Notification({
      title,
      body,
      silent,
      urgency,
      groupId,
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
      ...(platform === 'linux' ? { icon: linuxIcon } : {}),
    })
    notification.on('click', () => listeners.onClick())
    notification.on('action', ({ actionIndex }) => listeners.onAction(actionIndex))
    notification.on('close', ({ reason }) => {
      // On Windows it has only left the screen then, and is still in the action centre.
      if (platform !== 'win32' || reason !== 'timedOut') listeners.onGone()
    })
    notification.on('failed', (_event, reason) => listeners.onFailed(reason))
    notification.show()
    return { close: () => notification.close() }
  },
})
