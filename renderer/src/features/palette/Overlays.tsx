import { lazyView } from '../../lazyView.tsx'
import { useNavigation } from '../../stores/screenContext.ts'

const CommandPalette = lazyView(async () => (await import('./CommandPalette.tsx')).CommandPalette, {
  missing: 'nothing',
})
const ShortcutSheet = lazyView(async () => (await import('./ShortcutSheet.tsx')).ShortcutSheet, { missing: 'nothing' })

/** The palette or the sheet of shortcuts, over everything. */
export const Overlays = () => {
  const overlay = useNavigation((state) => state.overlay)
  return (
    <>
      {overlay === 'palette' && <CommandPalette />}
      {overlay === 'shortcuts' && <ShortcutSheet />}
    </>
  )
}
