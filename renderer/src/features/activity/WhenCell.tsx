import { formatMomentWithSeconds } from '../../i18n/format.ts'
import { cx } from '../../ui/classNames.ts'

/** Whether a list that goes back to `oldestAt` needs room for the day. */
export const isOnEarlierDay = (oldestAt: number | undefined, now: number): boolean =>
  oldestAt !== undefined && new Date(oldestAt).toDateString() !== new Date(now).toDateString()

/** When a line was written, to the second; as wide in every row of a list. */
export const WhenCell = ({ at, now, hasDays }: { at: number; now: number; hasDays: boolean }) => (
  <time
    dateTime={new Date(at).toISOString()}
    className={cx('shrink-0 text-sm whitespace-nowrap text-muted tabular-nums', hasDays ? 'w-28' : 'w-14')}
  >
    {formatMomentWithSeconds(at, now)}
  </time>
)
