import { ChevronDown, CirclePause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { lazyView } from '../../lazyView.tsx'
import { useQueue, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { PauseMode } from './PausePanel.tsx'

const PausePanel = lazyView(async () => (await import('./PausePanel.tsx')).PausePanel)

/** Pauses and resumes the whole queue or one account, and says what each of these means. */
export const PauseControl = () => {
  const { t } = useTranslation('queue')
  const { queue } = useScreen()
  const isKnown = useQueue((state) => state.queue !== null)
  const mode = useQueue((state): PauseMode | null =>
    state.queue?.isPaused === true ? (state.queue.pauseMode ?? 'after_running') : null,
  )
  const panel = <PausePanel mode={mode} />
  if (mode === null)
    return (
      <Popover
        title={t('pause.options')}
        align="end"
        trigger={
          <Button disabled={!isKnown} icon={<CirclePause aria-hidden />}>
            {t('pause.button')}
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {panel}
      </Popover>
    )
  return (
    <div className="flex gap-px">
      <Button tone="primary" icon={<Play aria-hidden />} onClick={() => void queue.resume()}>
        {t('pause.resume')}
      </Button>
      <Popover
        title={t('pause.options')}
        align="end"
        trigger={<IconButton label={t('pause.options')} icon={<ChevronDown aria-hidden />} />}
      >
        {panel}
      </Popover>
    </div>
  )
}
