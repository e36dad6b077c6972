import { createFailureMaker } from '../failure.ts'
import { findPreset } from '../presets.ts'
import type { ProviderDescriptor, ProviderFactory } from '../videoProvider.ts'
import { createContentOpener } from './content.ts'
import type { CreateContext } from './createAnswer.ts'
import { addressOf, toHandle } from './handle.ts'
import { createLookup } from './lookup.ts'
import { createModelList } from './modelList.ts'
import type { DialectProfile } from './profile.ts'
import { findProfile } from './profiles.ts'
import { createRemoval } from './removal.ts'
import { createSubmitter } from './submit.ts'
import { createWire } from './wire.ts'

const ADAPTER_ID = 'openai-videos'

/**
 * The adapter for everything that speaks OpenAI's `/v1/videos`, by a dialect profile. What a server turns
 * out not to have (list, delete, variants) is remembered for the life of this object.
 */
export const createOpenaiVideosProvider: ProviderFactory = (account, deps) => {
  const profile = findProfile(account.profile)
  const wire = createWire(account, profile)
  const retiredSince = findPreset(wire.baseUrl)?.retiredSince ?? null
  const context: CreateContext = {
    profile,
    baseUrl: wire.baseUrl,
    makeFailure: createFailureMaker([account.apiKey]),
    isRetiredEndpoint: retiredSince !== null,
    now: deps.now,
  }
  const lookup = createLookup(wire, context)
  const models = createModelList(wire, context)
  const removal = createRemoval(wire, lookup.poll, context)
  const content = createContentOpener({ baseUrl: wire.baseUrl, apiKey: account.apiKey }, lookup.poll, context)
  const submitter = createSubmitter(wire, context)
  return {
    descriptor: describeProvider(profile, retiredSince),
    listModels: models.listModels,
    capabilities: models.capabilities,
    submit: submitter.submit,
    poll: lookup.poll,
    handleFromId: (remoteId) => toHandle(addressOf(remoteId)),
    list: lookup.list,
    cancel: removal.cancel,
    openAsset: content.openAsset,
    remove: removal.remove,
  }
}

const describeProvider = (profile: DialectProfile, retiredSince: string | null): ProviderDescriptor => ({
  id: ADAPTER_ID,
  profile: profile.id,
  defaultModel: profile.defaultModel,
  can: { ...profile.can, cancel: profile.cancel.how === 'none' ? 'no' : 'probe' },
  honoursClientKey: profile.honoursClientKey,
  retiredSince,
})
