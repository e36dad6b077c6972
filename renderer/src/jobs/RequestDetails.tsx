import { useTranslation } from 'react-i18next'
import { writeAnswerTime, type RequestFacts } from './eventWording.ts'

/** One request to a provider and its answer, in full as far as they were kept. Secrets were taken out before. */
export const RequestDetails = ({ request }: { request: RequestFacts }) => {
  const { t } = useTranslation('events')
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-muted">{t('fields.method')}</dt>
      <dd className="selectable font-mono [overflow-wrap:anywhere]">{`${request.method} ${request.route}`}</dd>
      <dt className="text-muted">{t('fields.status')}</dt>
      <dd className="selectable font-mono">{request.status ?? t('noAnswer')}</dd>
      {request.durationMs !== null && (
        <>
          <dt className="text-muted">{t('fields.duration')}</dt>
          <dd className="tabular-nums">{writeAnswerTime(request.durationMs, t)}</dd>
        </>
      )}
      <dt className="text-muted">{t('fields.body')}</dt>
      <dd dir="auto" className="selectable font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">
        {request.body ?? t('noBody')}
      </dd>
    </dl>
  )
}
