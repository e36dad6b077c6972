import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen, useSettings } from '../../../stores/screenContext.ts'
import { Switch } from '../../../ui/Switch.tsx'

/** Where the desktop app finds no keychain: whether keys may go to a file instead. Elsewhere there is nothing to decide. */
export const KeyFileSwitch = ({ onChange }: { onChange: () => void }) => {
  const { t } = useTranslation('settings')
  const { settings } = useScreen()
  const info = useSettings((state) => state.info)
  const isAllowed = useSettings((state) => state.settings?.keepsKeysInFile)
  const [failure, setFailure] = useState<string | null>(null)
  const isChoice = info?.door === 'desktop' && (info.keyStore === 'none' || info.keyStore === 'file')
  if (!isChoice || isAllowed === undefined) return null
  const change = async (keepsKeysInFile: boolean): Promise<void> => {
    const answer = await settings.update({ keepsKeysInFile })
    setFailure(answer.ok ? null : answer.error.message)
    if (answer.ok) onChange()
  }
  return (
    <>
      <Switch
        label={t('accounts.key.inFile')}
        note={t('accounts.key.inFileNote')}
        isOn={isAllowed}
        onChange={(isOn) => void change(isOn)}
      />
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </>
  )
}
