import { FileSpreadsheet, FolderOpen, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DELIMITERS, type Delimiter } from '../../../../shared/batch/csv.ts'
import { formatNumber } from '../../i18n/format.ts'
import type { DraftTable } from '../../stores/compose/draft.ts'
import { recogniseTable } from '../../stores/compose/tableRows.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Field, TextArea } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/Message.tsx'
import { Select } from '../../ui/Select.tsx'
import { showToast } from '../../ui/toast.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { layoutWithDelimiter, layoutWithHeading } from './tableLayout.ts'

/** Where rows come from: pasted, opened or dropped; then how they are read. */
export const TableSource = () => {
  const table = useComposer((state) => state.table)
  return table === null ? <NoTable /> : <LoadedTable table={table} />
}

const FilePicker = () => {
  const { t } = useTranslation('compose')
  const { compose } = useScreen()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={<FolderOpen aria-hidden />} onClick={() => picker.current?.click()}>
        {t('table.choose')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t('table.choose')}
        accept=".csv,.tsv,.tab,.jsonl,.ndjson,.json,.txt,text/*,application/json"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) compose.ask({ kind: 'files', files: [file] })
          event.target.value = ''
        }}
      />
    </>
  )
}

const NoTable = () => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('table.paste')}>
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            value=""
            placeholder={t('table.pastePlaceholder')}
            onChange={(event) => composer.changeTable(recogniseTable(event.target.value, null))}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <FilePicker />
        {t('table.orDrop')}
      </div>
    </div>
  )
}

/** Longer texts make a text field slow; they are changed where they come from. */
const LONGEST_EDITED = 200_000
/** What is typed rather than pasted is still being written. */
const SHORT = 2_000

const LoadedTable = ({ table }: { table: DraftTable }) => {
  const [isTyping, setTyping] = useState(table.name === null && !table.text.includes('\n') && table.text.length < SHORT)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <TableBar table={table} isEdited={isTyping} onEdit={setTyping} />
      {isTyping ? <TableText table={table} /> : <ColumnTable table={table} />}
    </div>
  )
}

interface TableBarProps {
  table: DraftTable
  isEdited: boolean
  onEdit: (isEdited: boolean) => void
}

const TableBar = ({ table, isEdited, onEdit }: TableBarProps) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { composer } = useScreen()
  const rowCount = useComposer((state) => state.figures.table?.rowCount ?? null)
  const isTooLong = table.text.length > LONGEST_EDITED
  const editLabel = isTooLong ? t('table.tooLongToEdit') : t('table.editText')
  const remove = (): void => {
    composer.changeTable(null)
    showToast({
      text: t('table.removed'),
      action: { label: t('ui:undo'), run: () => composer.changeTable(table) },
    })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <span className="flex min-w-0 items-center gap-1.5 font-medium">
        <FileSpreadsheet aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="max-w-48 truncate">{table.name ?? t('table.pasted')}</span>
      </span>
      {rowCount === null ? (
        <Skeleton className="h-4 w-16" />
      ) : (
        <span className="text-muted tabular-nums">
          {t('table.rows', { count: rowCount, shown: formatNumber(rowCount) })}
        </span>
      )}
      {table.format === 'csv' && !isEdited && <CsvOptions table={table} />}
      <span className="ms-auto flex gap-1">
        <IconButton
          label={editLabel}
          isPressed={isEdited}
          icon={<Pencil aria-hidden />}
          aria-disabled={isTooLong}
          onClick={() => !isTooLong && onEdit(!isEdited)}
        />
        <IconButton label={t('table.remove')} icon={<Trash2 aria-hidden />} onClick={remove} />
      </span>
    </div>
  )
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const satisfies Record<Delimiter, string>

const CsvOptions = ({ table }: { table: DraftTable }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const layout = useComposer((state) => state.figures.table?.layout ?? null)
  if (layout === null) return null
  return (
    <>
      <Select
        label={t('table.delimiter')}
        look="quiet"
        value={layout.delimiter}
        options={DELIMITERS.map((value) => ({ value, label: t(`table.${DELIMITER_NAMES[value]}`) }))}
        onChange={(delimiter) =>
          composer.changeTable({ ...table, layout: layoutWithDelimiter(table.text, layout, delimiter) })
        }
      />
      <Checkbox
        label={t('table.heading')}
        isChecked={layout.hasHeading}
        onChange={(hasHeading) =>
          composer.changeTable({ ...table, layout: layoutWithHeading(table.text, layout, hasHeading) })
        }
      />
    </>
  )
}

const TableText = ({ table }: { table: DraftTable }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  return (
    <TextArea
      aria-label={t('table.paste')}
      rows={8}
      autoFocus
      value={table.text}
      onChange={(event) => {
        const { value } = event.target
        const again = recogniseTable(value, table.name)
        // A mapping of the person's own holds as long as the kind of rows is the same.
        if (value === '') composer.changeTable(null)
        else composer.changeTable(again.format === table.format ? { ...table, text: again.text } : again)
      }}
      className="font-mono text-sm"
    />
  )
}
