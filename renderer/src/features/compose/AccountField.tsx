import type { Account } from '../../../../shared/accounts/account.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { Field } from '../../ui/Field.tsx'

interface AccountFieldProps {
  accounts: readonly Account[]
  accountId: string | undefined
  error: string | null
}

export const AccountField = ({ accounts, accountId, error }: AccountFieldProps) => {
  const { draft } = useScreen()
  return (
    <Field label="Account" error={error} className="compose-account">
      {(control) => (
        <select
          {...control}
          className="control"
          value={accountId ?? ''}
          onChange={(event) => draft.change({ accountId: event.target.value })}
        >
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
