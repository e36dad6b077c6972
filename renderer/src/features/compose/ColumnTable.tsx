import { useTranslation } from 'react-i18next'
import { BATCH_FIELDS } from '../../../../shared/batch/batchRows.ts'
import type { DraftTable } from '../../stores/compose/draft.ts'
import type { TableColumn } from '../../stores/compose/tableRows.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { cx } from '../../ui/classNames.ts'
import { Skeleton } from '../../ui/Message.tsx'
import { Select } from '../../ui/Select.tsx'
import { LEAVE_OUT, mapColumn, readTarget, variableOf, writeTarget } from './tableLayout.ts'

/** The first rows, with what each column is used as at its head. */
export const ColumnTable = ({ table }: { table: DraftTable }) => {
  const { t } = useTranslation('compose')
  const reading = useComposer((state) => state.figures.table)
  if (reading === null) return <Skeleton className="h-32" />
  const { columns } = reading
  const rowNumbers = (columns[0]?.samples ?? []).map((_, row) => row)
  return (
    // Scrolls sideways, so a keyboard must be able to get into it.
    <div
      role="region"
      aria-label={t('table.scroll')}
      tabIndex={0}
      className="max-w-full overflow-x-auto rounded-md border border-line"
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line">
            {columns.map((column, index) => (
              <th key={index} scope="col" className="min-w-28 p-1 text-start align-bottom font-normal">
                <ColumnHead table={table} column={column} index={index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowNumbers.map((row) => (
            <tr key={row} className="border-b border-line last:border-b-0">
              {columns.map((column, index) => (
                <td
                  key={index}
                  dir="auto"
                  className={cx('max-w-64 truncate px-2.5 py-1', column.target === null && 'text-muted line-through')}
                >
                  {column.samples[row] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ColumnHead = ({ table, column, index }: { table: DraftTable; column: TableColumn; index: number }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const reading = useComposer((state) => state.figures.table)
  const name = column.name ?? t('table.column', { number: index + 1 })
  const variable = variableOf(column, index)
  const change = (written: string): void => {
    if (reading === null) return
    composer.changeTable(mapColumn(table, reading.layout, reading.columns, index, readTarget(written)))
  }
  return (
    <>
      <span className="block max-w-48 truncate px-1.5 text-muted" title={name}>
        {name}
      </span>
      <Select
        label={t('table.useAs', { name })}
        value={writeTarget(column.target)}
        options={[
          ...BATCH_FIELDS.map((field) => ({ value: `field:${field}`, label: t(`fields.${field}`) })),
          { value: `variable:${variable}`, label: t('table.asVariable', { name: `{${variable}}` }) },
          { value: LEAVE_OUT, label: t('table.leaveOut') },
        ]}
        onChange={change}
      />
    </>
  )
}
