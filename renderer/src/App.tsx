import { CSPProvider } from '@base-ui/react/csp-provider'
import { Overlays } from './features/palette/Overlays.tsx'
import { QueueView } from './features/queue/QueueView.tsx'
import { Welcome } from './features/settings/Welcome.tsx'
import { Workbench } from './features/shell/Workbench.tsx'
import { lazyView } from './lazyView.tsx'
import type { Screen } from './stores/screen.ts'
import { ScreenProvider } from './stores/screenContext.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'
import './ui/tokens.css'

// What stands around the list comes right behind it: the list is what people look at first.
const Composer = lazyView(async () => (await import('./features/compose/Composer.tsx')).Composer)
const EditJobDialog = lazyView(async () => (await import('./features/compose/EditJobDialog.tsx')).EditJobDialog, {
  missing: 'nothing',
})
const WindowDrop = lazyView(async () => (await import('./features/compose/WindowDrop.tsx')).WindowDrop, {
  missing: 'nothing',
})
const Inspector = lazyView(async () => (await import('./features/inspector/Inspector.tsx')).Inspector)
const Toasts = lazyView(async () => (await import('./ui/Toasts.tsx')).Toasts, { missing: 'nothing' })
const PlayerOverlay = lazyView(async () => (await import('./features/player/PlayerOverlay.tsx')).PlayerOverlay, {
  missing: 'nothing',
})
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
            library: <LibraryView />,
            activity: <ActivityView />,
            settings: <SettingsView />,
          }}
          composer={<Composer />}
          inspector={<Inspector />}
          overlays={
            <>
              <Overlays />
              <EditJobDialog />
              <PlayerOverlay />
              <WindowDrop />
            </>
          }
        />
        <Toasts />
      </TooltipProvider>
    </ScreenProvider>
  </CSPProvider>
)
