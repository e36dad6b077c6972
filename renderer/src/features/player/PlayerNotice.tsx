import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/classNames.ts'
import type { Deck } from './deck.ts'

interface PlayerNoticeProps {
  deck: Deck | null
  /** A frame that could not be decoded. */
  badFrame: number | null
  /** What was just done. */
  note: string
}

/** One line over the controls: what was done, or what this video can't do here. */
export const PlayerNotice = ({ deck, badFrame, note }: PlayerNoticeProps) => {
  const { t } = useTranslation('player')
  const limit =
    deck === null || deck.frames !== null ? null : t(deck.table.isAssumed ? 'notice.assumed' : 'notice.seeking')
  const damage = badFrame === null ? null : t('notice.badFrame', { frame: badFrame + 1 })
  const text = note === '' ? (damage ?? limit ?? '') : note
  return (
    <p
      role="status"
      className={cx(
        'absolute bottom-full left-3 mb-2 rounded-md border border-line bg-raised px-2 py-1 text-sm shadow-popup',
        text === '' && 'sr-only',
        note === '' && 'text-warn',
      )}
    >
      {text}
    </p>
  )
}
