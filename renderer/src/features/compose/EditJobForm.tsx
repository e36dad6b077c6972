import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { chooseModel } from '../../stores/compose/choice.ts'
import { useAccounts, useJob, useScreen } from '../../stores/screenContext.ts'
import { useDraft } from '../../stores/useDraft.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field, TextArea } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/Message.tsx'
import { showToast } from '../../ui/toast.ts'
import { changesOf, type WantedJob } from './editChanges.ts'
import { ModelControl, SecondsControl, SizeControl } from './SettingControls.tsx'

/** Changes a queued job of which nothing was ever sent. */
export const EditJobForm = ({ jobId }: { jobId: string }) => {
  const { t } = useTranslation('compose')
  const { bridge, cache, navigation } = useScreen()
  const job = useJob(jobId)
  useEffect(() => {
    if (cache.get(jobId) !== undefined) return
    void bridge.request('jobs.get', { jobId }).then((answer) => {
      if (answer.ok) return cache.apply([answer.data])
      showToast({ text: answer.error.message, tone: 'error' })
      navigation.set({ editingId: null })
    })
  }, [bridge, cache, jobId, navigation])
  // A snapshot that nobody holds may be forgotten while the person is writing.
  useEffect(() => cache.hold((id) => id === jobId), [cache, jobId])
  const close = (): void => navigation.set({ editingId: null })
  if (job === undefined)
    return (
      <Dialog isOpen title={t('edit.title')} description={t('edit.loading')} onClose={close}>
        <Skeleton className="h-48" />
      </Dialog>
    )
  return <EditForm key={jobId} job={job} onClose={close} />
}

const FIELDS = ['prompt', 'model', 'seconds', 'size'] as const

const EditForm = ({ job, onClose }: { job: Job; onClose: () => void }) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { bridge, cache } = useScreen()
  const typed = useDraft<WantedJob>(`edit.${job.id}`, job)
  const wanted = typed.value
  const [error, setError] = useState<{ field: string | null; message: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (changes: Partial<WantedJob>): void => {
    typed.set({ ...wanted, ...changes })
    setError(null)
  }
  const giveUp = (): void => {
    typed.drop()
    onClose()
  }
  const isQueued = job.status === 'queued'
  const changes = changesOf(job, wanted)

  const save = async (): Promise<void> => {
    if (!isQueued || isBusy) return
    if (Object.keys(changes).length === 0) return giveUp()
    if (wanted.prompt.trim() === '') return setError({ field: 'prompt', message: t('edit.promptEmpty') })
    setBusy(true)
    const answer = await bridge.request('jobs.edit', { jobId: job.id, ...changes })
    setBusy(false)
    if (!answer.ok) {
      const field = FIELDS.find((name) => name === answer.error.field) ?? null
      return setError({ field, message: answer.error.message })
    }
    cache.settle([answer.data])
    showToast({ text: t('edit.saved') })
    giveUp()
  }
  const errorAt = (field: string): string | null => (error?.field === field ? error.message : null)
  return (
    <Dialog
      isOpen
      title={t('edit.title')}
      description={isQueued ? t('edit.note') : t('edit.gone')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={giveUp}>{t('ui:cancel')}</Button>
          <Button tone="primary" aria-disabled={!isQueued || isBusy} onClick={() => void save()}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void save()
        }}
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label={t('prompt')} error={errorAt('prompt')}>
          {(control) => (
            <TextArea
              {...control}
              autoFocus
              rows={8}
              value={wanted.prompt}
              onChange={(event) => change({ prompt: event.target.value })}
            />
          )}
        </Field>
        <EditSettings job={job} wanted={wanted} errorAt={errorAt} onChange={change} />
        {error !== null && error.field === null && (
          <p role="alert" className="text-bad">
            {error.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}

interface EditSettingsProps {
  job: Job
  wanted: WantedJob
  errorAt: (field: string) => string | null
  onChange: (changes: Partial<WantedJob>) => void
}

/** As in the composer: only what the job's model takes. What a job derives from fixes its model and size. */
const EditSettings = ({ job, wanted, errorAt, onChange }: EditSettingsProps) => {
  const { t } = useTranslation('compose')
  const { accounts } = useScreen()
  useEffect(() => accounts.needModels(job.accountId), [accounts, job.accountId])
  const known = useAccounts((state) => state.models[job.accountId])
  if (known?.phase !== 'ready') return known?.phase === 'failed' ? null : <Skeleton className="h-12" />
  const model = chooseModel(wanted.model, known.models)
  if (model === null) return null
  const isDerived = job.relation === 'remix' || job.relation === 'extend' || job.relation === 'edit'
  return (
    <div className="flex flex-wrap gap-4">
      {!isDerived && (
        <Field label={t('model')} error={errorAt('model')} className="w-44">
          {(control) => (
            <ModelControl
              {...control}
              look="field"
              models={known.models}
              model={model}
              onChange={(id) => onChange({ model: id })}
            />
          )}
        </Field>
      )}
      {model.seconds !== null && job.relation !== 'remix' && job.relation !== 'edit' && (
        <Field label={t('seconds')} error={errorAt('seconds')} className="w-36">
          {(control) => (
            <SecondsControl
              {...control}
              look="field"
              model={model}
              seconds={wanted.seconds}
              onChange={(seconds) => onChange({ seconds })}
            />
          )}
        </Field>
      )}
      {!isDerived && (
        <Field label={t('size')} error={errorAt('size')} className="w-40">
          {(control) => (
            <SizeControl
              {...control}
              look="field"
              model={model}
              size={wanted.size}
              onChange={(size) => onChange({ size })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
