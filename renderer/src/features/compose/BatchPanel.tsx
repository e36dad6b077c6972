import { ListTree } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/classNames.ts'
import { Switch } from '../../ui/Switch.tsx'
import { BatchPreview } from './BatchPreview.tsx'
import { CombineControls } from './CombineControls.tsx'
import { TableSource } from './TableSource.tsx'
import { VariableFields } from './VariableFields.tsx'

/** Everything that makes many takes of one text: rows, values, lists, how they come together, and what comes of it. */
export const BatchPanel = () => {
  const { t } = useTranslation('compose')
  const mode = useComposer((state) => state.draft.mode)
  return (
    <section
      aria-label={t('panel.title')}
      className={cx(
        'grid min-h-40 grid-cols-1 overflow-auto border-b border-line md:grid-cols-[minmax(0,1fr)_minmax(0,17rem)]',
        mode === 'table' ? 'max-h-[min(24rem,44vh)]' : 'max-h-[min(17rem,36vh)]',
      )}
    >
      <div className="flex min-w-0 flex-col gap-3 p-3">
        {mode === 'table' && <TableSource />}
        <SyntaxOptions />
        <VariableFields />
      </div>
      <BatchPreview />
    </section>
  )
}

const SyntaxOptions = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const isPlainText = useComposer((state) => state.draft.isPlainText)
  return (
    <div className="flex flex-col gap-2">
      {!isPlainText && <CombineControls />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Switch
          label={t('panel.plain')}
          isOn={isPlainText}
          onChange={(next) => composer.change({ isPlainText: next })}
        />
        <Button tone="quiet" icon={<ListTree aria-hidden />} onClick={() => composer.setDialog('lists')}>
          {t('panel.lists')}
        </Button>
      </div>
      {!isPlainText && <Help />}
    </div>
  )
}

/** As long as nobody uses the syntax, it is explained. */
const Help = () => {
  const { t } = useTranslation('compose')
  const isUsed = useComposer(({ draft, figures }) => draft.text.includes('{') || figures.factors.length > 0)
  return isUsed ? null : <p className="text-sm text-muted">{t('panel.help')}</p>
}
