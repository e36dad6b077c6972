import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { WorkbenchRouteName } from '../../../shared/ipc/workbenchRoutes.ts'
import { JOB_STATUSES, isTerminal } from '../../../shared/jobs/job.ts'
import { countOf, type EngineContext } from '../jobs/engineContext.ts'
import { PROVIDER_PRESETS } from '../providers/presets.ts'
import type { Accounts } from '../settings/accounts.ts'
import { testAccount, testProvider } from '../settings/accountTest.ts'
import type { Handlers } from './router.ts'

const KEY_AWAITED =
  'The keychain of this computer has not handed out the key of this account yet. Unlock it and try again.'

type AccountRoute = Extract<WorkbenchRouteName, `accounts.${string}` | `presets.${string}`>

/** Trying an account out, letting go of it, and what is offered for a new one. */
export function createAccountHandlers(context: EngineContext, accounts: Accounts): Pick<Handlers, AccountRoute> {
  return {
    'accounts.test': async ({ accountId }) => {
      const lane = context.lane(accountId)
      if (lane === null) throw new IpcError('not_found', `There is no account ${accountId}.`, 'accountId')
      if (lane.isKeyAwaited) throw new IpcError('conflict', lane.account.pause?.message ?? KEY_AWAITED, 'accountId')
      return await testAccount(lane, context.clock)
    },
    'accounts.testDraft': (draft) => testProvider(accounts.tryOut(draft), context.clock),
    'accounts.remove': async ({ accountId }) => {
      const unfinished = JOB_STATUSES.filter((status) => !isTerminal(status))
      const count = unfinished.reduce((sum, status) => sum + countOf(context, accountId, status), 0)
      if (count > 0) {
        const which = count === 1 ? 'A job of this account is' : `${count} jobs of this account are`
        throw new IpcError('conflict', `${which} not finished. Cancel or finish them first.`, 'accountId')
      }
      await accounts.remove(accountId)
      return {}
    },
    'presets.list': () => ({ items: [...PROVIDER_PRESETS] }),
  }
}
