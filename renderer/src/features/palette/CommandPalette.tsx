import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../../stores/screenContext.ts'
import { Keys } from '../../ui/Keys.tsx'
import { paletteGroups, type PaletteGroup, type PaletteItem } from './paletteGroups.ts'

/** Every command that can act now, found by a few letters of its name. */
export const CommandPalette = () => {
  const { t } = useTranslation(['palette', 'commands', 'ui'])
  const screen = useScreen()
  const [isOpen, setOpen] = useState(true)
  const close = (): void => screen.navigation.set({ overlay: null })
  const run = (item: PaletteItem): void => {
    setOpen(false)
    close()
    // After the dialog has given the focus back, so that a command can take it elsewhere.
    requestAnimationFrame(() => item.run(screen))
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-30 flex items-start justify-center p-4 pt-[12vh]">
          <Dialog.Popup
            aria-label={t('commands:palette')}
            className="flex max-h-[min(32rem,80dvh)] w-full max-w-xl flex-col overflow-hidden rounded-lg border border-line bg-raised text-text shadow-dialog"
          >
            <Autocomplete.Root
              open
              inline
              autoHighlight="always"
              keepHighlight
              items={paletteGroups(screen)}
              itemToStringValue={(item: PaletteItem) => `${item.label} ${item.group}`}
            >
              <div className="flex items-center gap-2.5 border-b border-line px-3">
                <Search aria-hidden className="size-4 shrink-0 text-muted" />
                <Autocomplete.Input
                  aria-label={t('search')}
                  placeholder={t('search')}
                  className="h-11 min-w-0 flex-1 bg-transparent text-lg outline-none"
                />
                <Keys keys={t('escape')} />
              </div>
              <Autocomplete.Empty className="empty:hidden">
                <p className="p-6 text-center text-muted">{t('nothing')}</p>
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-auto p-1.5 empty:hidden" tabIndex={-1}>
                {(group: PaletteGroup) => (
                  <Autocomplete.Group key={group.id} items={group.items}>
                    <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-xs text-muted">
                      {group.label}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: PaletteItem) => <PaletteLine key={item.id} item={item} onRun={run} />}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const PaletteLine = ({ item, onRun }: { item: PaletteItem; onRun: (item: PaletteItem) => void }) => {
  const { label, keys, icon: Icon } = item
  return (
    <Autocomplete.Item
      value={item}
      onClick={() => onRun(item)}
      className="flex min-h-8 items-center gap-2.5 rounded-md px-2 outline-none data-highlighted:bg-hover"
    >
      <span className="size-4 shrink-0 text-muted [&_svg]:size-4">{Icon !== undefined && <Icon aria-hidden />}</span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </Autocomplete.Item>
  )
}
