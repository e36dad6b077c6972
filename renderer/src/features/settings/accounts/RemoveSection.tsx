import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../../shared/accounts/account.ts'
import { useScreen } from '../../../stores/screenContext.ts'
import { useRequest } from '../../../stores/useRequest.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/toast.ts'
import { Section } from '../Page.tsx'

/** Lets go of an account. It is asked for, because the key cannot be brought back. */
export const RemoveSection = ({ account }: { account: Account }) => {
  const { t } = useTranslation('settings')
  const { accounts, navigation } = useScreen()
  const request = useRequest()
  const [isAsking, setAsking] = useState(false)
  const isUnfinished = request.error?.code === 'conflict'
  const close = (): void => {
    setAsking(false)
    request.clear()
  }
  const remove = async (): Promise<void> => {
    const answer = await request.send('accounts.remove', { accountId: account.id })
    if (answer === null) return
    await accounts.reload()
    navigation.showAccount(null)
    showToast({ text: t('accounts.remove.done', { account: account.name }) })
  }
  return (
    <Section title={t('accounts.remove.title')} note={t('accounts.remove.note')}>
      <div>
        <Button tone="danger" icon={<Trash2 aria-hidden />} onClick={() => setAsking(true)}>
          {t('accounts.remove.button')}
        </Button>
      </div>
      <Dialog
        isOpen={isAsking}
        onClose={close}
        size="small"
        title={t('accounts.remove.question', { account: account.name })}
        actions={
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            {isUnfinished ? (
              <Button
                tone="primary"
                onClick={() => {
                  close()
                  navigation.show('queue')
                }}
              >
                {t('accounts.remove.showJobs')}
              </Button>
            ) : (
              <Button tone="danger" aria-disabled={request.isBusy} onClick={() => void remove()}>
                {t('accounts.remove.confirm')}
              </Button>
            )}
          </>
        }
      >
        {request.error === null ? (
          <p>{t('accounts.remove.text')}</p>
        ) : (
          <p role="alert" className="text-bad">
            {isUnfinished ? t('accounts.remove.unfinished') : request.error.message}
          </p>
        )}
      </Dialog>
    </Section>
  )
}
