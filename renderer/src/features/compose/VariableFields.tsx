import { useTranslation } from 'react-i18next'
import { nameKey } from '../../../../shared/batch/promptSyntax.ts'
import { formatNumber } from '../../i18n/format.ts'
import { readValues } from '../../stores/compose/batchInput.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { Field, TextArea } from '../../ui/Field.tsx'
import { Chip } from '../../ui/Pill.tsx'

/** Values for every variable that the prompts name, and what their lists hold. */
export const VariableFields = () => {
  const names = useComposer((state) => state.figures.names)
  return (
    <>
      {names.lists.length > 0 && <UsedLists names={names.lists} />}
      {names.variables.length > 0 && (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
          {names.variables.map((name) => (
            <VariableField key={nameKey(name)} name={name} />
          ))}
        </div>
      )}
    </>
  )
}

const VariableField = ({ name }: { name: string }) => {
  const { t } = useTranslation('compose')
  const { composer } = useScreen()
  const key = nameKey(name)
  const text = useComposer((state) => state.draft.variables[key] ?? '')
  const count = readValues(text).length
  const change = (next: string): void =>
    composer.change({ variables: { ...composer.store.getState().draft.variables, [key]: next } })
  return (
    <Field label={t('panel.values', { name })} hint={t('panel.valueCount', { count, shown: formatNumber(count) })}>
      {(control) => (
        <TextArea
          {...control}
          rows={3}
          value={text}
          onChange={(event) => change(event.target.value)}
          className="resize-y"
        />
      )}
    </Field>
  )
}

const UsedLists = ({ names }: { names: readonly string[] }) => {
  const { t } = useTranslation('compose')
  const lists = useComposer((state) => state.lists) ?? []
  return (
    <p className="flex flex-wrap gap-1.5">
      {names.map((name) => {
        const list = lists.find((known) => nameKey(known.name) === nameKey(name))
        return (
          <Chip key={nameKey(name)}>
            {list === undefined
              ? t('panel.listMissing', { name })
              : t('panel.listUsed', {
                  name: list.name,
                  count: list.entries.length,
                  shown: formatNumber(list.entries.length),
                })}
          </Chip>
        )
      })}
    </p>
  )
}
