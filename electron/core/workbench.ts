import type { WorkbenchRouteName } from '../../shared/ipc/workbenchRoutes.ts'
import type { Store } from './db/openDatabase.ts'
import type { ChangeFeed } from './ipc/changeFeed.ts'
import type { Handlers } from './ipc/router.ts'
import { createListRepository } from './desk/listRepository.ts'
import { createScreenValues } from './desk/screenValueRepository.ts'
import { createTemplateRepository } from './desk/templateRepository.ts'
import { createUsedPrompts } from './desk/usedPromptRepository.ts'
import { createAccountHandlers } from './ipc/accountHandlers.ts'
import { createDeskHandlers } from './ipc/deskHandlers.ts'
import { createLibraryHandlers } from './ipc/libraryHandlers.ts'
import { createQueueHandlers } from './ipc/queueHandlers.ts'
import { createStorageHandlers } from './ipc/storageHandlers.ts'
import { createTrashHandlers } from './ipc/trashHandlers.ts'
import type { BatchRepository } from './jobs/batchRepository.ts'
import { createBulk } from './jobs/bulk.ts'
import { createCancelQueued } from './jobs/cancelQueued.ts'
import type { Engine } from './jobs/engine.ts'
import type { EngineContext } from './jobs/engineContext.ts'
import type { JobCreation } from './jobs/jobCreation.ts'
import type { JobRequests } from './jobs/jobRequests.ts'
import type { JobView } from './jobs/jobView.ts'
import { createQueueEdits } from './jobs/queueEdits.ts'
import { createQueueOrder } from './jobs/queueOrderRepository.ts'
import { createUndo } from './jobs/undo.ts'
import type { Library } from './library/library.ts'
import { createTakePictures } from './media/takePictures.ts'
import type { Accounts } from './settings/accounts.ts'
import { createRemoval } from './trash/removal.ts'
import { createRetention } from './trash/retention.ts'
import { createTrash } from './trash/trash.ts'
import { createTrashRepository } from './trash/trashRepository.ts'

export interface WorkbenchDeps {
  db: Store['db']
  context: EngineContext
  engine: Engine
  accounts: Accounts
  requests: JobRequests
  batches: BatchRepository
  creation: JobCreation
  feed: ChangeFeed
  library: Library
  view: JobView
  forgetPart: (folder: string, fileName: string) => Promise<void>
}

export interface Workbench {
  handlers: Pick<Handlers, WorkbenchRouteName>
  start(): void
  settingsChanged(): void
  stop(): void
}

/** What the screens need besides the engine, put together: the trash, verbs on many jobs, the desk. */
export function createWorkbench(deps: WorkbenchDeps): Workbench {
  const { context, db, engine, feed, view } = deps
  const order = createQueueOrder(db)
  const accountIds = (): string[] => deps.accounts.list().map((account) => account.id)
  const trashRepository = createTrashRepository(db)
  const removal = createRemoval({
    context,
    trash: trashRepository,
    forgetPart: deps.forgetPart,
    onRemoved: feed.removed,
  })
  const retention = createRetention(context, { trash: trashRepository, removal })

  return {
    handlers: {
      ...createAccountHandlers(context, deps.accounts),
      ...createStorageHandlers({
        context,
        defaultAccountName: () => deps.accounts.default()?.name ?? '',
        pictures: createTakePictures(context),
      }),
      ...createDeskHandlers({
        lists: createListRepository(db),
        now: () => context.clock.now(),
        runTransaction: context.store.transaction,
        screenValues: createScreenValues(db),
        templates: createTemplateRepository(db),
        usedPrompts: createUsedPrompts(db),
      }),
      ...createQueueHandlers({
        batches: deps.batches,
        creation: deps.creation,
        edits: createQueueEdits({
          context,
          requests: deps.requests,
          order,
          accountIds,
        }),
        jobs: context.jobs,
        order,
        accountIds,
        poke: engine.poke,
        view,
      }),
      ...createLibraryHandlers(deps.library, view),
      ...createTrashHandlers({
        bulk: createBulk(context),
        cancelQueued: createCancelQueued(context),
        engine,
        library: deps.library,
        removal,
        retention,
        settings: context.settings,
        trash: createTrash(context),
        trashRepository,
        undo: createUndo(context.clock),
        view,
      }),
    },
    start: () => retention.start(),
    settingsChanged: () => retention.changed(),
    stop: () => {
      retention.stop()
      deps.library.stop()
    },
  }
}
