import { Copy, Download, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { copyPrompts, saveCopies } from '../../jobs/chosenTakes.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

/** What can be done with all chosen takes at once. */
export const SelectionBar = ({ count }: { count: number }) => {
  const { t } = useTranslation('library')
  const screen = useScreen()
  const { libraryList, shortcuts, verbs } = screen
  const { selection } = libraryList
  const trash = (): void => {
    const chosen = selection.asInput()
    if (chosen !== null) void verbs.trash(chosen)
  }
  return (
    <div role="group" aria-label={t('chosenBar')} className="flex min-w-0 flex-1 items-center gap-1">
      <IconButton
        label={t('clearChosen')}
        keys={shortcuts.hint('chooseNone')}
        icon={<X aria-hidden />}
        onClick={() => selection.clear()}
        className="size-6"
      />
      <span role="status" className="me-2 truncate text-sm font-medium tabular-nums">
        {t('chosen', { count, formatted: formatNumber(count) })}
      </span>
      <Verb
        label={t('saveCopies')}
        hint={t('saveCopiesHint')}
        keys={shortcuts.hint('saveCopies')}
        icon={<Download aria-hidden />}
        onClick={() => void saveCopies(screen, libraryList)}
      />
      <Verb
        label={t('copyPrompts')}
        hint={t('copyPrompts')}
        keys={shortcuts.hint('copyPrompts')}
        icon={<Copy aria-hidden />}
        onClick={() => void copyPrompts(screen, libraryList)}
      />
      <Verb
        label={t('moveToTrash')}
        hint={t('moveToTrash')}
        keys={shortcuts.hint('trashChosen')}
        icon={<Trash2 aria-hidden />}
        onClick={trash}
      />
    </div>
  )
}

interface VerbProps {
  label: string
  hint: string
  keys: string | undefined
  icon: ReactNode
  onClick: () => void
}

const Verb = ({ label, hint, keys, icon, onClick }: VerbProps) => (
  <Tooltip label={hint} keys={keys}>
    <Button tone="quiet" aria-label={label} icon={icon} onClick={onClick} className="h-6 text-sm">
      <span className="hidden @2xl:inline">{label}</span>
    </Button>
  </Tooltip>
)
