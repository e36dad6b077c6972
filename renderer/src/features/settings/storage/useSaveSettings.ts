import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RouteInput } from '../../../../../shared/ipc/contract.ts'
import type { BridgeError } from '../../../bridge/bridge.ts'
import { useScreen } from '../../../stores/screenContext.ts'
import { errorAt, errorElsewhere } from '../../../stores/useRequest.ts'

/** Saves changed settings on behalf of one form. */
export const useSaveSettings = () => {
  const { t } = useTranslation('settings')
  const { settings, announcer } = useScreen()
  const [{ isBusy, error }, setState] = useState<{ isBusy: boolean; error: BridgeError | null }>({
    isBusy: false,
    error: null,
  })
  return {
    isBusy,
    error,
    errorAt: (field: string) => errorAt(error, field),
    errorElsewhere: (fields: readonly string[]) => errorElsewhere(error, fields),
    clear: () => setState((before) => (before.error === null ? before : { ...before, error: null })),
    /** Says what is wrong before anything is sent. */
    refuse: (field: string, message: string) => setState({ isBusy: false, error: { code: 'invalid', message, field } }),
    /** Whether it was saved. */
    save: async (changes: RouteInput<'settings.update'>): Promise<boolean> => {
      if (isBusy) return false
      setState({ isBusy: true, error: null })
      const answer = await settings.update(changes)
      setState({ isBusy: false, error: answer.ok ? null : answer.error })
      if (answer.ok) announcer.say(t('saved'))
      return answer.ok
    },
  }
}
