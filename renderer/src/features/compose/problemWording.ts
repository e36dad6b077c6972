import type { TFunction } from 'i18next'
import { formatNumber } from '../../i18n/format.ts'
import type { ComposeProblem } from '../../stores/compose/composeProblem.ts'

type ComposeText = TFunction<'compose'>

const FIELDS = ['prompt', 'model', 'seconds', 'size', 'count', 'priority'] as const
type Field = (typeof FIELDS)[number]
const fieldOf = (value: unknown): Field | null => FIELDS.find((field) => field === value) ?? null

/** A problem in the person's language, with the way out. */
export const writeProblem = ({ code, values }: ComposeProblem, t: ComposeText): string => {
  // i18next's types take what follows an underscore for a context; its texts are found all the same.
  const write = t as unknown as (key: `problems.${ComposeProblem['code']}`, values: Record<string, string>) => string
  return write(`problems.${code}`, wordValues(values, t))
}

/** Names of fields, what they expect and large numbers, as people write them. */
const wordValues = (values: ComposeProblem['values'], t: ComposeText): Record<string, string> => {
  const field = fieldOf(values['field'])
  const worded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? formatNumber(value, 3) : value]),
  )
  return {
    ...worded,
    ...(field === null ? {} : { field: t(`fields.${field}`) }),
    ...(field === null || values['expected'] === undefined ? {} : { expected: t(`expected.${field}`) }),
    ...(values['delimiter'] === 'tabs' ? { delimiter: t('tabs') } : {}),
  }
}
