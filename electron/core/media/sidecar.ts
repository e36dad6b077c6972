import path from 'node:path'
import type { JobRelation } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { FileStore } from '../ports.ts'

/** What is known of a take when it is saved. Times are Unix milliseconds. */
export interface TakeFacts {
  takeId: string
  jobId: string
  remoteId: string | null
  fileName: string
  sizeBytes: number
  sha256: string
  prompt: string
  model: string
  seconds: number | null
  size: string | null
  params: Record<string, JsonValue>
  account: { name: string; baseUrl: string; profile: string }
  parentJobId: string | null
  relation: JobRelation | null
  createdAt: number
  submittedAt: number | null
  finishedAt: number | null
  savedAt: number
}

/** The text of the `.json` beside a take: made for people and other programs, hence ISO times and indentation. */
export function takeSidecarText(facts: TakeFacts): string {
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  const sidecar = {
    app: 'Dailies',
    format: 1,
    file: { name: facts.fileName, sizeBytes: facts.sizeBytes, sha256: facts.sha256 },
    prompt: facts.prompt,
    model: facts.model,
    seconds: facts.seconds,
    size: facts.size,
    params: facts.params,
    account: {
      name: facts.account.name,
      endpoint: withoutSecrets(facts.account.baseUrl),
      profile: facts.account.profile,
    },
    ids: { take: facts.takeId, job: facts.jobId, remote: facts.remoteId, parentJob: facts.parentJobId },
    relation: facts.relation,
    times: {
      created: time(facts.createdAt),
      submitted: time(facts.submittedAt),
      finished: time(facts.finishedAt),
      saved: time(facts.savedAt),
    },
  }
  return `${JSON.stringify(sidecar, null, 2)}\n`
}

/** `a take.mp4` -> `a take.json`, in the same folder. */
export function sidecarPath(folder: string, fileName: string): string {
  return path.join(folder, `${path.parse(fileName).name}.json`)
}

/** Writes the sidecar so that it is either whole or not there; replaces an earlier one. */
export async function writeTakeSidecar(files: FileStore, folder: string, facts: TakeFacts): Promise<void> {
  const target = sidecarPath(folder, facts.fileName)
  const temporary = `${target}.tmp`
  const file = await files.openPart(temporary, 0)
  try {
    await file.write(Buffer.from(takeSidecarText(facts)))
    await file.sync()
  } finally {
    await file.close()
  }
  await files.remove(target)
  await files.rename(temporary, target)
  await files.syncFolder(folder)
}

/** Some endpoints carry a key in the user part or the query of their address. */
function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return ''
  const url = new URL(address)
  return `${url.origin}${url.pathname}`
}
