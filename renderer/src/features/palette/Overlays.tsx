import { Suspense } from 'react'
import { lazyView } from '../../lazyView.tsx'
import { useNavigation } from '../../stores/screenContext.ts'

const CommandPalette = lazyView(async () => (await import('./CommandPalette.tsx')).CommandPalette, 'nothing')
const ShortcutSheet = lazyView(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet, 'nothing')

/** The palette or the sheet of shortcuts, over everything. */
export const Overlays = () => {
  const overlay = useNavigation((state) => state.overlay)
  return (
    <Suspense>
      {overlay === 'palette' && <CommandPalette />}
      {overlay === 'shortcuts' && <ShortcutSheet />}
    </Suspense>
  )
}
