import { AppWindow, Bell, HardDrive, Keyboard, KeyRound, Palette, Stethoscope, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SETTINGS_PAGES, type SettingsPage } from '../../stores/navigationStore.ts'
import { useNavigation, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { AccountsPage } from './accounts/AccountsPage.tsx'
import { AppearancePage } from './AppearancePage.tsx'
import { DesktopPage } from './desktop/DesktopPage.tsx'
import { DiagnosticsPage } from './DiagnosticsPage.tsx'
import { NotificationsPage } from './NotificationsPage.tsx'
import { ShortcutsPage } from './shortcuts/ShortcutsPage.tsx'
import { StoragePage } from './storage/StoragePage.tsx'

const ICONS: Record<SettingsPage, LucideIcon> = {
  accounts: KeyRound,
  storage: HardDrive,
  notifications: Bell,
  appearance: Palette,
  desktop: AppWindow,
  shortcuts: Keyboard,
  diagnostics: Stethoscope,
}
const PAGES: Record<SettingsPage, () => ReactNode> = {
  accounts: () => <AccountsPage />,
  storage: () => <StoragePage />,
  notifications: () => <NotificationsPage />,
  appearance: () => <AppearancePage />,
  desktop: () => <DesktopPage />,
  shortcuts: () => <ShortcutsPage />,
  diagnostics: () => <DiagnosticsPage />,
}

/** The settings, a page at a time. */
export const SettingsView = () => {
  const { t } = useTranslation('settings')
  const { navigation, shell } = useScreen()
  const wanted = useNavigation((state) => state.settingsPage)
  // A place kept by the desktop app may be opened in a browser.
  const page = wanted === 'desktop' && shell === null ? 'accounts' : wanted
  return (
    <div className="@container flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col @2xl:flex-row">
        <nav
          aria-label={t('pagesLabel')}
          className="flex shrink-0 flex-wrap gap-0.5 border-b border-line p-2 @2xl:w-44 @2xl:flex-col @2xl:flex-nowrap @2xl:border-e @2xl:border-b-0"
        >
          {SETTINGS_PAGES.filter((name) => name !== 'desktop' || shell !== null).map((name) => {
            const Icon = ICONS[name]
            const isCurrent = name === page
            return (
              <button
                key={name}
                type="button"
                {...(isCurrent ? { 'aria-current': 'page' } : {})}
                onClick={() => navigation.showSettings(name)}
                className={cx(
                  'flex h-8 items-center gap-2.5 rounded-md px-2.5 transition-colors',
                  isCurrent ? 'bg-selected font-medium text-text' : 'text-muted hover:bg-hover hover:text-text',
                )}
              >
                <Icon aria-hidden className={cx('size-4 shrink-0', isCurrent && 'text-accent')} />
                {t(`pages.${name}`)}
              </button>
            )
          })}
        </nav>
        <div key={page} className="@container flex min-h-0 min-w-0 flex-1 flex-col">
          {PAGES[page]()}
        </div>
      </div>
    </div>
  )
}
