import { LayoutGrid, List } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { THUMBNAIL_WIDTHS } from '../../stores/preferencesStore.ts'
import { usePreferences, useScreen } from '../../stores/screenContext.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Segments } from '../../ui/Segments.tsx'

/** Grid or list, and how large the pictures are. */
export const LayoutControls = () => {
  const { t } = useTranslation('library')
  const { preferences } = useScreen()
  const layout = usePreferences((state) => state.libraryLayout)
  const thumbnailWidth = usePreferences((state) => state.thumbnailWidth)
  return (
    <div className="flex items-center gap-3">
      {layout === 'grid' && (
        <Slider
          label={t('pictureSize')}
          value={thumbnailWidth}
          min={THUMBNAIL_WIDTHS.min}
          max={THUMBNAIL_WIDTHS.max}
          step={20}
          format={(count) => t('pixels', { count })}
          onChange={(next) => preferences.set({ thumbnailWidth: next })}
          className="w-24 max-md:hidden"
        />
      )}
      <Segments
        label={t('layout')}
        value={layout}
        options={[
          { value: 'grid', label: t('grid'), icon: <LayoutGrid aria-hidden /> },
          { value: 'list', label: t('list'), icon: <List aria-hidden /> },
        ]}
        onChange={(libraryLayout) => preferences.set({ libraryLayout })}
        isIconOnly
      />
    </div>
  )
}
