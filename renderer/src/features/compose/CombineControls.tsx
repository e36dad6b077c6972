import { Dices } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { COMBINE_MODES, LARGEST_SAMPLE, LARGEST_SEED } from '../../stores/compose/draft.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { IconButton } from '../../ui/Button.tsx'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Segments } from '../../ui/Segments.tsx'

/** How values come together, and for a sample, which and how many. */
export const CombineControls = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const { combine, sampleSize, seed } = useComposer((state) => state.draft)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segments
        label={t('panel.combine')}
        value={combine}
        options={COMBINE_MODES.map((value) => ({ value, label: t(`panel.${value}`) }))}
        onChange={(next) => composer.change({ combine: next })}
      />
      {combine === 'sample' && (
        <>
          <div className="w-24">
            <NumberInput
              label={t('panel.sampleSize')}
              value={sampleSize}
              min={1}
              max={LARGEST_SAMPLE}
              onChange={(next) => composer.change({ sampleSize: Math.floor(next ?? 1) })}
            />
          </div>
          <span className="text-sm text-muted">{t('panel.seed')}</span>
          <div className="w-32">
            <NumberInput
              label={t('panel.seed')}
              value={seed}
              min={1}
              max={LARGEST_SEED}
              onChange={(next) => composer.change({ seed: Math.floor(next ?? 1) })}
            />
          </div>
          <IconButton label={t('panel.dice')} icon={<Dices aria-hidden />} onClick={composer.throwDice} />
        </>
      )}
    </div>
  )
}
