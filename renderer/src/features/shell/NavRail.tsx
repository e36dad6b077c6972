import {
  Activity,
  Clapperboard,
  ListVideo,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Settings,
  type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigation, useNotices, useQueue, useScreen } from '../../stores/screenContext.ts'
import { VIEWS, type View } from '../../stores/navigationStore.ts'
import { formatNumber } from '../../i18n/format.ts'
import { IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Keys } from '../../ui/Keys.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useIsNarrow } from './useIsNarrow.ts'

const ICONS: Record<View, LucideIcon> = {
  queue: ListVideo,
  library: Clapperboard,
  activity: Activity,
  settings: Settings,
}
const COMMANDS: Record<View, string> = {
  queue: 'goQueue',
  library: 'goLibrary',
  activity: 'goActivity',
  settings: 'goSettings',
}

/** The views, with live counts. */
export const NavRail = () => {
  const { t } = useTranslation('shell')
  const { navigation, shortcuts } = useScreen()
  const isNarrow = useIsNarrow()
  const isCollapsed = useNavigation((state) => state.isNavCollapsed) || isNarrow
  return (
    <nav
      aria-label={t('navigation')}
      className={cx(
        'flex shrink-0 flex-col gap-0.5 border-e border-line bg-surface p-2',
        isCollapsed ? 'w-13' : 'w-48',
      )}
    >
      <div className="mb-2 flex h-8 items-center gap-2 px-1.5">
        <img src="/icon.svg" alt="" className="size-5" />
        {!isCollapsed && <span className="font-semibold">Dailies</span>}
      </div>
      {VIEWS.map((view) => (
        <NavItem key={view} view={view} isCollapsed={isCollapsed} />
      ))}
      <Tooltip label={t('commands')} keys={shortcuts.hint('palette')}>
        <button
          type="button"
          {...(isCollapsed ? { 'aria-label': t('commands') } : {})}
          onClick={() => navigation.set({ overlay: 'palette' })}
          className="mt-auto flex h-8 items-center gap-2.5 rounded-md px-2.5 text-muted transition-colors hover:bg-hover hover:text-text"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          {!isCollapsed && (
            <>
              <span className="flex-1 text-start">{t('commands')}</span>
              <Keys keys={shortcuts.hint('palette') ?? ''} />
            </>
          )}
        </button>
      </Tooltip>
      {!isNarrow && (
        <IconButton
          label={isCollapsed ? t('expand') : t('collapse')}
          keys={shortcuts.hint('toggleNav')}
          icon={isCollapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          onClick={() => navigation.set({ isNavCollapsed: !isCollapsed })}
          className="self-start text-muted"
        />
      )}
    </nav>
  )
}

const NavItem = ({ view, isCollapsed }: { view: View; isCollapsed: boolean }) => {
  const { t } = useTranslation('shell')
  const { navigation, shortcuts } = useScreen()
  const isCurrent = useNavigation((state) => state.view === view)
  const count = useViewCount(view)
  const Icon = ICONS[view]
  const button = (
    <button
      type="button"
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
      onClick={() => navigation.show(view)}
      className={cx(
        'flex h-8 items-center gap-2.5 rounded-md px-2.5 transition-colors',
        isCurrent ? 'bg-selected font-medium text-text' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className={cx('size-4 shrink-0', isCurrent && 'text-accent')} />
      <span className={isCollapsed ? 'sr-only' : 'flex-1 text-start'}>{t(view)}</span>
      {count > 0 && !isCollapsed && (
        <span className="min-w-[3ch] text-end text-sm tabular-nums">{formatNumber(count)}</span>
      )}
    </button>
  )
  return (
    <Tooltip label={t(view)} keys={shortcuts.hint(COMMANDS[view])}>
      {button}
    </Tooltip>
  )
}

/** Unfinished jobs, finished takes, unread notices. */
const useViewCount = (view: View): number => {
  const counts = useQueue((state) => state.queue?.counts)
  const unreadCount = useNotices((state) => state.unreadCount)
  if (view === 'activity') return unreadCount
  if (counts === undefined) return 0
  if (view === 'library') return counts.completed
  if (view !== 'queue') return 0
  return counts.queued + counts.submitting + counts.generating + counts.downloading + counts.needs_attention
}
