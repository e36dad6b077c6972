import { CircleCheck, ClipboardCopy, Download, RefreshCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnostics } from '../../../../shared/activity/activityRoutes.ts'
import type { JobStatus } from '../../../../shared/jobs/job.ts'
import { formatExactMoment, formatFileSize, formatNumber } from '../../i18n/format.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { useAnswer } from '../../stores/useAnswer.ts'
import { Button } from '../../ui/Button.tsx'
import { showToast } from '../../ui/toast.ts'
import { writeDiagnostics } from './diagnosticsText.ts'
import { Page, PageWaiting, Section } from './Page.tsx'

/** What somebody who helps wants to know. */
export const DiagnosticsPage = () => {
  const { t } = useTranslation('settings')
  const { shell } = useScreen()
  const { data, error, isAsking, renew } = useAnswer('diagnostics.get', {})
  if (data === null) return <PageWaiting error={error} onRetry={renew} />
  const text = (): string => writeDiagnostics(data, navigator.userAgent)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text())
      showToast({ text: t('diagnostics.copied') })
    } catch (reason) {
      const words = reason instanceof Error ? reason.message : String(reason)
      showToast({ text: t('diagnostics.copyFailed', { reason: words }), tone: 'error' })
    }
  }
  return (
    <Page>
      <Section title={t('pages.diagnostics')} note={t('diagnostics.intro')}>
        <div className="flex flex-wrap gap-2">
          <Button icon={<ClipboardCopy aria-hidden />} onClick={() => void copy()}>
            {t('diagnostics.copy')}
          </Button>
          <SaveButton text={text} />
          <Button
            icon={<RefreshCw aria-hidden />}
            aria-disabled={isAsking}
            onClick={() => {
              if (!isAsking) renew()
            }}
          >
            {isAsking ? t('diagnostics.checking') : t('diagnostics.again')}
          </Button>
        </div>
        {shell !== null && <p className="text-sm text-muted">{t('diagnostics.bundleNote')}</p>}
        {error !== null && (
          <p role="alert" className="text-bad">
            {error.message}
          </p>
        )}
      </Section>
      <Facts facts={data} />
    </Page>
  )
}

/** The desktop app writes a bundle with the log; a browser can save no more than what it shows. */
const SaveButton = ({ text }: { text: () => string }) => {
  const { t } = useTranslation('settings')
  const { shell } = useScreen()
  if (shell === null)
    return (
      <Button icon={<Download aria-hidden />} onClick={() => saveAsFile(text())}>
        {t('diagnostics.download')}
      </Button>
    )
  const save = async (): Promise<void> => {
    const answer = await shell.bridge.request('shell.saveDiagnostics', {})
    if (!answer.ok) return void showToast({ text: answer.error.message, tone: 'error' })
    if (answer.data.path !== null) showToast({ text: t('diagnostics.savedAt', { path: answer.data.path }) })
  }
  return (
    <Button icon={<Download aria-hidden />} onClick={() => void save()}>
      {t('diagnostics.saveBundle')}
    </Button>
  )
}

const saveAsFile = (text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'dailies-diagnostics.txt'
  link.click()
  URL.revokeObjectURL(url)
}

const Facts = ({ facts }: { facts: Diagnostics }) => {
  const { t } = useTranslation(['settings', 'jobs'])
  const { versions } = facts
  const keyStore = KEY_STORES.find((known) => known === facts.keyStore)
  return (
    <>
      <Section title={t('diagnostics.library')}>
        <List
          rows={[
            [t('diagnostics.integrity'), <Integrity key="check" said={facts.integrity} />],
            [t('diagnostics.databaseBytes'), formatFileSize(facts.databaseBytes)],
            [t('diagnostics.schemaVersion'), String(facts.schemaVersion)],
          ]}
        />
      </Section>
      <Section title={t('diagnostics.counts')}>
        {Object.keys(facts.counts).length === 0 ? (
          <p className="text-muted">{t('diagnostics.nothingYet')}</p>
        ) : (
          <List
            rows={Object.entries(facts.counts).map(([name, count]) => {
              const status = STATUSES.find((known) => known === name)
              const thing = THINGS.find((known) => known === name)
              const label =
                status !== undefined
                  ? t(`jobs:status.${status}`)
                  : thing !== undefined
                    ? t(`diagnostics.count.${thing}`)
                    : name
              return [label, formatNumber(count)]
            })}
          />
        )}
      </Section>
      <Section title={t('diagnostics.folders')}>
        <List
          rows={[
            [t('diagnostics.dataDir'), <Path key="data" path={facts.dataDir} />],
            [t('diagnostics.videosDir'), <Path key="videos" path={facts.videosDir} />],
            [
              t('diagnostics.keyStore'),
              keyStore === undefined ? facts.keyStore : t(`diagnostics.keyStores.${keyStore}`),
            ],
          ]}
        />
      </Section>
      <Section title={t('diagnostics.versions')}>
        <List
          rows={[
            [t('diagnostics.app'), versions.app],
            [t('diagnostics.node'), versions.node],
            [t('diagnostics.sqlite'), versions.sqlite],
            [t('diagnostics.system'), facts.platform],
            [t('diagnostics.startedAt'), formatExactMoment(facts.startedAt)],
          ]}
        />
      </Section>
    </>
  )
}

const STATUSES = [
  'queued',
  'submitting',
  'generating',
  'downloading',
  'completed',
  'failed',
  'cancelled',
  'needs_attention',
] as const satisfies readonly JobStatus[]
const KEY_STORES = ['keychain', 'file', 'none'] as const
const THINGS = ['trashed', 'videos', 'posters', 'spritesheets', 'references', 'batches', 'accounts', 'notices'] as const

const List = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-6 gap-y-1.5">
    {rows.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-muted">{name}</dt>
        <dd className="selectable [overflow-wrap:anywhere] tabular-nums">{value}</dd>
      </div>
    ))}
  </dl>
)

const Path = ({ path }: { path: string }) => <span className="font-mono text-sm">{path}</span>

const Integrity = ({ said }: { said: string }) => {
  const { t } = useTranslation('settings')
  const isSound = said === 'ok'
  const Icon = isSound ? CircleCheck : TriangleAlert
  return (
    <span className={isSound ? 'text-good' : 'text-bad'}>
      <Icon aria-hidden className="me-1.5 inline size-4 align-text-bottom" />
      {isSound ? t('diagnostics.sound') : t('diagnostics.damaged', { what: said })}
    </span>
  )
}
