import { Download, RefreshCw, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShellSettings, UpdateState } from '../../../../../shared/shell/shellContract.ts'
import { formatMoment, formatNumber } from '../../../i18n/format.ts'
import { useNow, useScreen, useSettings } from '../../../stores/screenContext.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { Segments } from '../../../ui/Segments.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { Section } from '../Page.tsx'
import { updateStep, writeUpdate, type UpdateStep } from './updateWording.ts'

const CHANNELS = ['stable', 'beta'] as const satisfies readonly ShellSettings['updateChannel'][]
const ICONS = { check: RefreshCw, download: Download, install: RotateCw } as const

interface UpdateSectionProps {
  update: UpdateState
  settings: ShellSettings
  onChange: (changes: Partial<ShellSettings>, said: string) => Promise<void>
}

/** Which version this is, whether there is a newer one, and the way to it. */
export const UpdateSection = ({ update, settings, onChange }: UpdateSectionProps) => {
  const { t } = useTranslation('desktop')
  const version = useSettings((state) => state.info?.version)
  const now = useNow(false)
  const canUpdate = update.status !== 'unsupported'
  return (
    <Section
      title={t('updates.title')}
      {...(version === undefined ? {} : { note: t('updates.thisVersion', { version }) })}
    >
      <div className="flex flex-col gap-2" role="status">
        <p className={update.status === 'failed' ? 'text-bad' : ''}>{writeUpdate(update, now, t)}</p>
        {update.status === 'failed' && (
          <p className="text-sm text-muted">
            {t('updates.state.failedAt', { moment: formatMoment(update.checkedAt, now) })}
          </p>
        )}
      </div>
      {update.status === 'downloading' && <Downloading percent={update.percent} />}
      <Step key={update.status} step={updateStep(update)} />
      {'notes' in update && update.notes.trim() !== '' && <Notes version={update.version} notes={update.notes} />}
      {canUpdate && (
        <>
          <Switch
            label={t('updates.automatic')}
            note={t('updates.automaticNote')}
            isOn={settings.checksForUpdates}
            onChange={(checksForUpdates) =>
              void onChange({ checksForUpdates }, t(checksForUpdates ? 'on' : 'off', { what: t('updates.automatic') }))
            }
          />
          <div className="flex flex-col items-start gap-1">
            <span>{t('updates.channel')}</span>
            <Segments
              label={t('updates.channel')}
              value={settings.updateChannel}
              options={CHANNELS.map((value) => ({ value, label: t(`updates.channels.${value}`) }))}
              onChange={(updateChannel) => void onChange({ updateChannel }, t(`updates.channels.${updateChannel}`))}
            />
            <span className="text-sm text-muted">{t('updates.channelNote')}</span>
          </div>
        </>
      )}
    </Section>
  )
}

const Downloading = ({ percent }: { percent: number }) => {
  const { t } = useTranslation('desktop')
  return (
    <div className="flex max-w-md items-center gap-3">
      <ProgressBar label={t('updates.progress')} percent={percent} className="flex-1" />
      <span className="w-12 text-end text-sm text-muted tabular-nums">
        {t('updates.percent', { percent: formatNumber(Math.floor(percent)) })}
      </span>
    </div>
  )
}

/** The one button that leads on. What becomes of it, the state says, but for a refusal. */
const Step = ({ step }: { step: UpdateStep | null }) => {
  const { t } = useTranslation('desktop')
  const { shell } = useScreen()
  const [{ isBusy, failure }, setState] = useState<{ isBusy: boolean; failure: string | null }>({
    isBusy: false,
    failure: null,
  })
  if (step === null || shell === null) return null
  const Icon = ICONS[step]
  const run = async (): Promise<void> => {
    if (isBusy) return
    setState({ isBusy: true, failure: null })
    const answer =
      step === 'install'
        ? await shell.bridge.request('shell.installUpdate', {})
        : await shell.update(step === 'check' ? 'shell.checkForUpdates' : 'shell.downloadUpdate')
    setState({ isBusy: false, failure: answer.ok ? null : answer.error.message })
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button
        tone={step === 'check' ? 'plain' : 'primary'}
        icon={<Icon aria-hidden />}
        aria-disabled={isBusy}
        onClick={() => void run()}
      >
        {t(`updates.${step}`)}
      </Button>
      {step === 'install' && <p className="text-sm text-muted">{t('updates.installNote')}</p>}
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </div>
  )
}

/** Plain text, whatever signs are in it. */
const Notes = ({ version, notes }: { version: string; notes: string }) => {
  const { t } = useTranslation('desktop')
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-medium">{t('updates.notes', { version })}</h3>
      <p
        dir="auto"
        tabIndex={0}
        className="selectable max-h-64 overflow-auto rounded-md border border-line bg-field p-3 text-sm [overflow-wrap:anywhere] whitespace-pre-wrap"
      >
        {notes}
      </p>
    </div>
  )
}
