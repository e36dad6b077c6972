import { ListPlus, ListStart } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { writeUsd } from '../../ui/wording.ts'

interface SendButtonsProps {
  isBusy: boolean
  isDisabled: boolean
  /** The embedded demo costs nothing, whatever its price list says. */
  isFree: boolean
  /** US dollars by the price list; null where it is unknown. */
  price: number | null
  onQueueFirst(): void
}

export const SendButtons = ({ isBusy, isDisabled, isFree, price, onQueueFirst }: SendButtonsProps) => (
  <div className="compose-send">
    <span className="compose-price">
      {isFree ? 'Demo, costs nothing' : price !== null && `About ${writeUsd(price)}`}
    </span>
    <Button
      icon={<ListStart aria-hidden />}
      disabled={isDisabled}
      title="Ctrl or ⌘ + Shift + Enter"
      onClick={onQueueFirst}
    >
      Queue first
    </Button>
    <Button
      type="submit"
      tone="primary"
      icon={<ListPlus aria-hidden />}
      disabled={isDisabled}
      title="Ctrl or ⌘ + Enter"
    >
      {isBusy ? 'Queueing…' : 'Queue'}
    </Button>
  </div>
)
