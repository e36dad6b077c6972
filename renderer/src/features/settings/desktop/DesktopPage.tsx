import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellSettings, ShellState } from '../../../../../shared/shell/shellContract.ts'
import { useScreen, useShell } from '../../../stores/screenContext.ts'
import { Switch } from '../../../ui/Switch.tsx'
import { Page, PageWaiting, Section } from '../Page.tsx'
import { UpdateSection } from './UpdateSection.tsx'

type SwitchName = 'staysInTray' | 'opensAtLogin' | 'keepsAwake'
type Change = (changes: Partial<ShellSettings>, said: string) => Promise<void>

/** How Dailies behaves as a program of this computer. Only in the desktop app. */
export const DesktopPage = () => {
  const shell = useShell()
  return shell === null ? <PageWaiting error={null} /> : <DesktopSettings shell={shell} />
}

const DesktopSettings = ({ shell }: { shell: ShellState }) => {
  const { t } = useTranslation('desktop')
  const { shell: store, announcer } = useScreen()
  const [pending, setPending] = useState<Partial<ShellSettings>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const settings = { ...shell.settings, ...pending }

  const change: Change = async (changes, said) => {
    if (store === null) return
    setPending((before) => ({ ...before, ...changes }))
    const answer = await store.configure(changes)
    setPending({})
    setFailure(answer.ok ? null : answer.error.message)
    if (answer.ok) announcer.say(said)
  }
  const toggle = (name: SwitchName, note: string, isDisabled = false) => (
    <Switch
      label={t(name)}
      note={note}
      isOn={settings[name]}
      isDisabled={isDisabled}
      onChange={(isOn) => void change({ [name]: isOn }, t(isOn ? 'on' : 'off', { what: t(name) }))}
    />
  )
  return (
    <Page>
      {failure !== null && (
        <p role="alert" className="text-bad">
          {t('failed', { reason: failure })}
        </p>
      )}
      <Section title={t('window')}>
        {toggle('staysInTray', t('staysInTrayNote'))}
        {toggle(
          'opensAtLogin',
          shell.canOpenAtLogin ? t('opensAtLoginNote') : t('cannotOpenAtLogin'),
          !shell.canOpenAtLogin,
        )}
      </Section>
      <Section title={t('power')}>{toggle('keepsAwake', t('keepsAwakeNote'))}</Section>
      <UpdateSection update={shell.update} settings={settings} onChange={change} />
      <Section title={t('about.title')}>
        <dl className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          {(['electron', 'chromium'] as const).map((name) => (
            <div key={name} className="contents">
              <dt className="text-muted">{t(`about.${name}`)}</dt>
              <dd className="selectable tabular-nums">{shell.versions[name]}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Page>
  )
}
