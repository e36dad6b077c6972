import { ListPlus, ListStart, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatUsd } from '../../i18n/format.ts'
import { useComposer, useConnection, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

/** What it would cost by the price list, and the buttons that queue it. */
export const SendCluster = () => {
  const { t } = useTranslation('compose')
  const { composer, shortcuts } = useScreen()
  const connection = useConnection()
  const isOffline = connection === 'offline'
  const isSending = useComposer((state) => state.isSending)
  const isBusy = isSending || connection !== 'live'
  const keys = shortcuts.hint('queueTakes')
  return (
    <div className="ms-auto flex items-center gap-1">
      <Price />
      {keys !== undefined && (
        <span aria-hidden className="hidden px-1 @4xl:inline">
          <Keys keys={keys} />
        </span>
      )}
      <IconButton
        label={t('sendFirst')}
        keys={shortcuts.hint('queueTakesFirst')}
        icon={<ListStart aria-hidden />}
        aria-disabled={isBusy}
        onClick={() => void composer.send('front')}
      />
      <Tooltip label={t('sendNone')} keys={keys}>
        <Button
          tone="primary"
          icon={isOffline ? <Unplug aria-hidden /> : <ListPlus aria-hidden />}
          aria-disabled={isBusy}
          onClick={() => void composer.send('end')}
          data-testid="queue-takes"
        >
          <SendLabel isOffline={isOffline} isSending={isSending} />
        </Button>
      </Tooltip>
    </div>
  )
}

/** Always says how many takes a press makes. */
const SendLabel = ({ isOffline, isSending }: { isOffline: boolean; isSending: boolean }) => {
  const { t } = useTranslation('compose')
  const takes = useComposer((state) => state.figures.now)
  const isCounting = useComposer((state) => state.isFiguring)
  if (isOffline) return t('offline')
  if (isSending) return t('sending')
  if (isCounting) return t('counting')
  return (
    <span className="tabular-nums">
      {takes === 0 ? t('sendNone') : t('send', { count: takes, shown: formatNumber(takes) })}
    </span>
  )
}

/** An estimate and nothing more: what was charged is known only afterwards. */
const Price = () => {
  const { t } = useTranslation('compose')
  const price = useComposer((state) => state.figures.priceUsd)
  const takes = useComposer((state) => state.figures.now)
  const isDemo = useComposer((state) => state.choice.account?.isDemo === true)
  if (takes === 0) return null
  const text = isDemo ? t('free') : price === null ? null : t('estimated', { price: formatUsd(price) })
  if (text === null) return null
  return (
    <span className="px-1 text-sm text-muted tabular-nums" title={formatNumber(takes)}>
      {text}
    </span>
  )
}
