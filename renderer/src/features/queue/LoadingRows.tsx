import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/Message.tsx'

/** As many rows as fit, in the place where jobs will stand. */
export const LoadingRows = () => {
  const { t } = useTranslation('queue')
  return (
    <div role="status" className="flex flex-col">
      <span className="sr-only">{t('empty.loading')}</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="flex h-(--row-height) items-center gap-3 border-b border-line px-2">
          <Skeleton className="aspect-video h-[calc(100%-0.75rem)] rounded-sm" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-3/5" />
            <Skeleton className="h-3 w-2/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
