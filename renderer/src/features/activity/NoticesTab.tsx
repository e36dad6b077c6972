import {
  BellOff,
  CheckCheck,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleX,
  HardDrive,
  Hourglass,
  Layers,
  type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../../shared/activity/notice.ts'
import type { NoticeKind } from '../../../../shared/activity/noticeKinds.ts'
import { formatMoment, formatNumber } from '../../i18n/format.ts'
import { useNotices, useNow, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { EmptyState } from '../../ui/Message.tsx'
import { WindowedList } from '../../ui/WindowedList.tsx'
import { targetOf } from './noticeTarget.ts'
import { saidByProvider, writeNotice } from './noticeWording.ts'
import { openTarget } from './openTarget.ts'
import { Waiting } from './Waiting.tsx'

/** The stored history of what Dailies told, newest first. */
export const NoticesTab = () => {
  const { t } = useTranslation('activity')
  const screen = useScreen()
  const { notices, navigation, announcer } = screen
  const { items, unreadCount, failure, isLoadingMore } = useNotices((state) => state)
  const now = useNow(false)
  if (items === null) return <Waiting error={failure} onRetry={() => void notices.reload()} />
  const markAllRead = async (): Promise<void> => {
    await notices.markAllRead()
    if (notices.store.getState().unreadCount === 0) announcer.say(t('markedAllRead'))
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <span className="me-auto text-muted">
          {unreadCount === 0
            ? t('allRead')
            : t('unreadCount', { count: unreadCount, formatted: formatNumber(unreadCount) })}
        </span>
        <Button tone="quiet" onClick={() => navigation.showSettings('notifications')}>
          {t('chooseNotices')}
        </Button>
        <Button
          icon={<CheckCheck aria-hidden />}
          aria-disabled={unreadCount === 0}
          onClick={() => unreadCount > 0 && void markAllRead()}
        >
          {t('markAllRead')}
        </Button>
      </div>
      {failure !== null && <p className="border-b border-line px-3 py-1.5 text-bad">{failure.message}</p>}
      {items.length === 0 ? (
        <EmptyState icon={<BellOff />} title={t('noNotices')}>
          <p>{t('noNoticesText')}</p>
        </EmptyState>
      ) : (
        <WindowedList
          label={t('tabs.notices')}
          items={items}
          keyOf={({ id }) => id}
          rowHeight={49}
          onEnd={() => void notices.loadMore()}
          renderItem={(notice, tabIndex) => <NoticeRow notice={notice} tabIndex={tabIndex} now={now} />}
          end={isLoadingMore && <p className="px-3 py-2 text-muted">{t('loadingMore')}</p>}
        />
      )}
    </>
  )
}

const LOOKS: Record<NoticeKind, { icon: LucideIcon; tone: string }> = {
  batch_finished: { icon: Layers, tone: 'text-good' },
  job_finished: { icon: CircleCheck, tone: 'text-good' },
  job_failed: { icon: CircleX, tone: 'text-bad' },
  needs_attention: { icon: CircleHelp, tone: 'text-warn' },
  expires_soon: { icon: Hourglass, tone: 'text-warn' },
  account_paused: { icon: CirclePause, tone: 'text-warn' },
  storage_problem: { icon: HardDrive, tone: 'text-bad' },
}

const NoticeRow = ({ notice, tabIndex, now }: { notice: Notice; tabIndex: 0 | -1; now: number }) => {
  const { t } = useTranslation('activity')
  const screen = useScreen()
  const { icon: Icon, tone } = LOOKS[notice.kind]
  const target = targetOf(notice)
  const said = saidByProvider(notice)
  return (
    <button
      type="button"
      data-main
      tabIndex={tabIndex}
      onClick={() => void openTarget(target, screen)}
      className="group flex w-full items-start gap-3 border-b border-line px-3 py-1.5 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="grid h-5 w-2 shrink-0 place-items-center">
        {!notice.isRead && (
          <>
            <span className="size-2 rounded-full bg-accent" />
            <span className="sr-only">{t('unread')}</span>
          </>
        )}
      </span>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', tone)} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className={cx('block [overflow-wrap:anywhere]', !notice.isRead && 'font-medium')}>
          {writeNotice(notice, t)}
        </span>
        {said !== null && (
          <span dir="auto" className="line-clamp-2 text-sm [overflow-wrap:anywhere] text-muted">
            {t('providerSaid', { message: said })}
          </span>
        )}
        <span className="block text-sm text-muted group-hover:text-accent group-focus-visible:text-accent">
          {t(`open.${target.to}`)}
        </span>
      </span>
      <time dateTime={new Date(notice.at).toISOString()} className="shrink-0 text-sm text-muted tabular-nums">
        {formatMoment(notice.at, now)}
      </time>
    </button>
  )
}
