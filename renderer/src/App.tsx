import { ComposeForm } from './features/compose/ComposeForm.tsx'
import { QueueScreen } from './features/queue/QueueScreen.tsx'
import { ReviewDialog } from './features/review/ReviewDialog.tsx'
import { LockedScreen } from './features/session/LockedScreen.tsx'
import { Banners } from './features/status/Banners.tsx'
import { StatusStrip } from './features/status/StatusStrip.tsx'
import { TopBar } from './features/status/TopBar.tsx'
import type { Screen } from './stores/screen.ts'
import { ScreenProvider, useConnection } from './stores/screenContext.ts'
import './base.css'
import './app.css'

export const App = ({ screen }: { screen: Screen }) => (
  <ScreenProvider value={screen}>
    <Door />
  </ScreenProvider>
)

const Door = () => (useConnection() === 'locked' ? <LockedScreen /> : <Room />)

const Room = () => (
  <div className="app">
    <TopBar />
    <main className="app-main">
      <Banners />
      <QueueScreen />
      <ComposeForm />
    </main>
    <StatusStrip />
    <ReviewDialog />
  </div>
)
