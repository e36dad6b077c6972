import { CSPProvider } from '@base-ui/react/csp-provider'
import { Suspense } from 'react'
import { Overlays } from './features/palette/Overlays.tsx'
import { PlayerOverlay } from './features/player/PlayerOverlay.tsx'
import { QueueView } from './features/queue/QueueView.tsx'
import { Welcome } from './features/settings/Welcome.tsx'
import { Workbench } from './features/shell/Workbench.tsx'
import { lazyView } from './lazyView.ts'
import type { Screen } from './stores/screen.ts'
import { ScreenProvider } from './stores/screenContext.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'
import './ui/tokens.css'

// What stands around the list comes right behind it: the list is what people look at first.
const Composer = lazyView(async () => (await import('./features/compose/Composer.tsx')).Composer)
const EditJobDialog = lazyView(async () => (await import('./features/compose/EditJobDialog.tsx')).EditJobDialog)
const Inspector = lazyView(async () => (await import('./features/inspector/Inspector.tsx')).Inspector)
const Toasts = lazyView(async () => (await import('./ui/Toasts.tsx')).Toasts)
const LibraryView = lazyView(async () => (await import('./features/library/LibraryView.tsx')).LibraryView)
const ActivityView = lazyView(async () => (await import('./features/activity/ActivityView.tsx')).ActivityView)
const SettingsView = lazyView(async () => (await import('./features/settings/SettingsView.tsx')).SettingsView)

/** Where the features meet: the only place that knows them all. */
export const App = ({ screen }: { screen: Screen }) => (
  <CSPProvider disableStyleElements>
    <ScreenProvider value={screen}>
      <TooltipProvider delay={500}>
        <Workbench
          views={{
            queue: (
              <>
                <Welcome />
                <QueueView />
              </>
            ),
            library: (
              <Suspense>
                <LibraryView />
              </Suspense>
            ),
            activity: (
              <Suspense>
                <ActivityView />
              </Suspense>
            ),
            settings: (
              <Suspense>
                <SettingsView />
              </Suspense>
            ),
          }}
          composer={
            <Suspense>
              <Composer />
            </Suspense>
          }
          inspector={
            <Suspense>
              <Inspector />
            </Suspense>
          }
          overlays={
            <>
              <Overlays />
              <Suspense>
                <EditJobDialog />
              </Suspense>
              <PlayerOverlay />
            </>
          }
        />
        <Suspense>
          <Toasts />
        </Suspense>
      </TooltipProvider>
    </ScreenProvider>
  </CSPProvider>
)
