import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTICE_KINDS, type NoticeKind } from '../../../../shared/activity/noticeKinds.ts'
import { useScreen, useSettings } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { Page, PageWaiting, Section } from './Page.tsx'

/** Which notices reach the person outside the window. */
export const NotificationsPage = () => {
  const { t } = useTranslation('settings')
  const { settings, navigation, announcer } = useScreen()
  const notify = useSettings((state) => state.settings?.notify)
  const isServer = useSettings((state) => state.info?.door === 'server')
  const [saving, setSaving] = useState<Partial<Record<NoticeKind, boolean>>>({})
  const [failure, setFailure] = useState<string | null>(null)
  if (notify === undefined) return <PageWaiting error={null} />

  const change = async (kind: NoticeKind, isOn: boolean): Promise<void> => {
    setSaving((before) => ({ ...before, [kind]: isOn }))
    const answer = await settings.update({ notify: { [kind]: isOn } })
    setSaving(({ [kind]: _done, ...others }) => others)
    setFailure(answer.ok ? null : answer.error.message)
    const label = t(`notifications.kind.${kind}.label`)
    if (answer.ok) announcer.say(t(isOn ? 'notifications.on' : 'notifications.off', { kind: label }))
  }

  return (
    <Page>
      <Section
        title={t('pages.notifications')}
        note={t('notifications.intro')}
        end={<Button onClick={() => navigation.showActivity('notices')}>{t('notifications.showHistory')}</Button>}
      >
        {failure !== null && (
          <p role="alert" className="text-bad">
            {failure}
          </p>
        )}
        {isServer && <p className="text-sm text-warn">{t('notifications.serverNote')}</p>}
        <ul className="flex flex-col gap-2.5">
          {NOTICE_KINDS.map((kind) => (
            <li key={kind}>
              <Switch
                label={t(`notifications.kind.${kind}.label`)}
                note={t(`notifications.kind.${kind}.note`)}
                isOn={saving[kind] ?? notify[kind]}
                onChange={(isOn) => void change(kind, isOn)}
              />
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
