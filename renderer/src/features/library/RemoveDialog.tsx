import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFileSize, formatNumber } from '../../i18n/format.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { TrashFiles, TrashList } from './trashList.ts'

interface RemoveDialogProps {
  trash: TrashList
  jobIds: ReadonlySet<string> | 'all'
  onClose: () => void
}

/** The one question that Dailies asks before it acts, because this cannot be taken back: what exactly will be gone. */
export const RemoveDialog = ({ trash, jobIds, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation(['library', 'ui'])
  const { verbs } = useScreen()
  const [files, setFiles] = useState<TrashFiles | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const count = async (): Promise<void> => {
      const counted = await trash.countFiles(jobIds, abort.signal)
      if (!abort.signal.aborted) setFiles(counted)
    }
    void count()
    return () => abort.abort()
  }, [trash, jobIds])

  const remove = (): void => {
    void verbs.removeFromTrash(jobIds === 'all' ? 'all' : [...jobIds])
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={jobIds === 'all' ? t('bin.confirmAllTitle') : t('bin.confirmTitle', { count: jobIds.size })}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button tone="danger" onClick={remove}>
            {t('bin.confirmAction')}
          </Button>
        </>
      }
    >
      <p role="status" className="min-h-5">
        {files === null ? t('bin.counting') : <Files files={files} />}
      </p>
      <p className="mt-2 text-muted">{t('bin.confirm')}</p>
    </Dialog>
  )
}

const Files = ({ files: { files, bytes, isAtLeast } }: { files: TrashFiles }) => {
  const { t } = useTranslation('library')
  if (files === 0) return t('bin.noFiles')
  return (
    <>
      {t('bin.files', { count: files, formatted: formatNumber(files), bytes: formatFileSize(bytes) })}
      {isAtLeast && ` ${t('bin.atLeast')}`}
    </>
  )
}
