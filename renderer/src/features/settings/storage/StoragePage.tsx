import { FolderOpen } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../../../shared/ipc/contract.ts'
import { formatFileSize, formatNumber } from '../../../i18n/format.ts'
import { useScreen, useSettings } from '../../../stores/screenContext.ts'
import { useAnswer } from '../../../stores/useAnswer.ts'
import { useDraft } from '../../../stores/useDraft.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, Input } from '../../../ui/Field.tsx'
import { NumberInput } from '../../../ui/NumberInput.tsx'
import { RadioList } from '../../../ui/RadioList.tsx'
import { showToast } from '../../../ui/toast.ts'
import { Page, PageWaiting, SaveRow, Section } from '../Page.tsx'
import { FileNames } from './FileNames.tsx'
import { useSaveSettings } from './useSaveSettings.ts'

/** Where takes go, how they are called, and how long what was thrown away is kept. */
export const StoragePage = () => {
  const settings = useSettings((state) => state.settings)
  if (settings === null) return <PageWaiting error={null} />
  return (
    <Page>
      <VideosFolder settings={settings} />
      <DiskUse key={settings.videosDir} />
      <FileNames template={settings.fileNameTemplate} />
      <QueueOnStart settings={settings} />
      <TrashRetention settings={settings} />
    </Page>
  )
}

const VideosFolder = ({ settings }: { settings: Settings }) => {
  const { t } = useTranslation('settings')
  const draft = useDraft('storage.videosDir', settings.videosDir)
  const saving = useSaveSettings()
  const change = (folder: string): void => {
    saving.clear()
    draft.set(folder)
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const videosDir = draft.value.trim()
    if (!draft.isChanged) return
    if (videosDir === '') return saving.refuse('videosDir', t('storage.folderNeeded'))
    if (await saving.save({ videosDir })) draft.drop()
  }
  return (
    <Section title={t('storage.folder')}>
      <form className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <Field label={t('storage.folderLabel')} hint={t('storage.folderHint')} error={saving.errorAt('videosDir')}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                dir="ltr"
                spellCheck={false}
                autoComplete="off"
                className="min-w-0 flex-1 font-mono"
                value={draft.value}
                onChange={(event) => change(event.target.value)}
              />
              <ChooseFolder folder={draft.value} onChosen={change} />
            </div>
          )}
        </Field>
        <SaveRow
          isChanged={draft.isChanged}
          isBusy={saving.isBusy}
          error={saving.errorElsewhere(['videosDir'])}
          onRevert={() => {
            saving.clear()
            draft.drop()
          }}
        />
      </form>
    </Section>
  )
}

/** The system's own dialog, where there is one. What was chosen still has to be saved. */
const ChooseFolder = ({ folder, onChosen }: { folder: string; onChosen: (folder: string) => void }) => {
  const { t } = useTranslation('settings')
  const { shell } = useScreen()
  if (shell === null) return null
  const choose = async (): Promise<void> => {
    const title = t('storage.chooseFolderTitle')
    const answer = await shell.bridge.request('shell.chooseFolder', { title, folder: folder.trim() || null })
    if (!answer.ok) return void showToast({ text: answer.error.message, tone: 'error' })
    if (answer.data.folder !== null) onChosen(answer.data.folder)
  }
  return (
    <Button icon={<FolderOpen aria-hidden />} onClick={() => void choose()}>
      {t('storage.chooseFolder')}
    </Button>
  )
}

const DiskUse = () => {
  const { t } = useTranslation('settings')
  const { data, error } = useAnswer('storage.info', {})
  const write = ({ count, sizeBytes }: { count: number; sizeBytes: number }): string =>
    t('storage.countAndSize', { count, formatted: formatNumber(count), size: formatFileSize(sizeBytes) })
  const rows: [string, string][] = [
    [
      t('storage.free'),
      data === null ? '' : data.freeBytes === null ? t('storage.freeUnknown') : formatFileSize(data.freeBytes),
    ],
    [t('storage.takes'), data === null ? '' : write(data.takes)],
    [t('storage.pictures'), data === null ? '' : write(data.pictures)],
  ]
  return (
    <Section title={t('storage.use')}>
      {error !== null && data === null && <p className="text-bad">{error.message}</p>}
      <dl className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-h-5 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const QueueOnStart = ({ settings }: { settings: Settings }) => {
  const { t } = useTranslation('settings')
  const saving = useSaveSettings()
  return (
    <Section title={t('storage.start')}>
      <RadioList
        label={t('storage.onStart')}
        value={settings.queueOnStart}
        options={(['run', 'paused', 'as_before'] as const).map((value) => ({
          value,
          label: t(`storage.onStartChoices.${value}.label`),
          note: t(`storage.onStartChoices.${value}.note`),
        }))}
        onChange={(queueOnStart) => void saving.save({ queueOnStart })}
      />
      {saving.error !== null && (
        <p role="alert" className="text-bad">
          {saving.error.message}
        </p>
      )}
    </Section>
  )
}

const MOST_DAYS = 3_650

const TrashRetention = ({ settings }: { settings: Settings }) => {
  const { t } = useTranslation('settings')
  const draft = useDraft<number | null>('storage.trashRetentionDays', settings.trashRetentionDays)
  const saving = useSaveSettings()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const days = draft.value
    if (!draft.isChanged) return
    if (days === null || days < 1 || days > MOST_DAYS)
      return saving.refuse('trashRetentionDays', t('storage.trashRange'))
    if (await saving.save({ trashRetentionDays: days })) draft.drop()
  }
  return (
    <Section title={t('storage.trash')}>
      <form className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <Field
          label={t('storage.trashDays')}
          hint={t('storage.trashNote')}
          error={saving.errorAt('trashRetentionDays')}
        >
          {(control) => (
            <div className="w-36">
              <NumberInput
                {...control}
                value={draft.value}
                min={1}
                max={MOST_DAYS}
                onChange={(days) => {
                  saving.clear()
                  draft.set(days)
                }}
              />
            </div>
          )}
        </Field>
        <SaveRow
          isChanged={draft.isChanged}
          isBusy={saving.isBusy}
          error={saving.errorElsewhere(['trashRetentionDays'])}
          onRevert={() => {
            saving.clear()
            draft.drop()
          }}
        />
      </form>
    </Section>
  )
}
