import type { ProviderProfileId } from '../../../../shared/accounts/account.ts'
import type { JobRelation } from '../../../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../../../shared/models/capabilities.ts'
import type { RemoteSnapshot } from '../videoProvider.ts'

export type RemoteState = RemoteSnapshot['state']

/** A way into a JSON value: property names and array indexes. */
export type JsonPath = readonly (string | number)[]

/**
 * One dialect of `/v1/videos` as data. Everything here decides what is *sent* or where to look first;
 * answers are read tolerantly whatever the profile says.
 */
export interface DialectProfile {
  id: ProviderProfileId
  defaultModel: string
  models: readonly ModelCapabilities[]
  /** Where the live list of models is, and what is asked for when nobody described a model. */
  modelsPath: string
  create: CreateDialect
  derive: Partial<Record<'remix' | 'edit' | 'extend', DeriveDialect>>
  /** Fields that may hold a job's id, best first. */
  idFields: readonly string[]
  /** Field with the URL to poll; used only when it points to the account's own origin. */
  pollUrlField: string | null
  assets: AssetDialect
  /** What is known before asking; `probe` tries once and remembers. */
  can: Record<'list' | 'remove' | 'poster' | 'spritesheet', 'no' | 'probe'>
  /**
   * `marked_delete`: DELETE stops a running job, but only on servers whose replies carry one of `marks`.
   * Elsewhere a DELETE loses the video or does nothing, so it is never tried.
   */
  cancel: { how: 'none' } | { how: 'marked_delete'; marks: readonly string[] } | { how: 'post'; suffix: string }
  /** Where a bill can be found, and how many of its units are one US dollar. */
  costs: readonly { path: JsonPath; unitsPerUsd: number }[]
  headers: Readonly<Record<string, string>>
  /** Header that carries the intent's key, for traces and for servers that honour it. */
  clientKeyHeader: string | null
  honoursClientKey: boolean
}

export interface CreateDialect {
  path: string
  /** `auto` sends JSON until a file is attached or the server asks for a form. */
  encoding: 'multipart' | 'json' | 'auto'
  secondsField: 'seconds' | 'duration'
  secondsType: 'string' | 'number'
  /** `shape` splits `WIDTHxHEIGHT` into `aspect_ratio` and `resolution`. */
  size: 'field' | 'shape'
  /** How a reference image travels in JSON; forms carry the file as `input_reference`. */
  jsonReference: 'input_reference' | 'image' | 'frame_images'
}

export type DeriveDialect =
  /** `{suffix}` under the source's own path, prompt only. */
  | { how: 'under_source'; suffix: string }
  /** A path of its own with the source as `video: { id }`. */
  | { how: 'video_id'; path: string; sendsModel: boolean; sendsSeconds: boolean }
  /** A path of its own with the source as `video: { url }`. */
  | { how: 'video_url'; path: string; sendsModel: boolean; sendsSeconds: boolean }
  /** An ordinary create that names the source's id in `field`. */
  | { how: 'create_with'; field: string }

export interface AssetDialect {
  hasContentRoute: boolean
  contentQuery: Readonly<Record<string, string>>
  /** Places where replies carry the video's URL, best first. */
  urlPaths: readonly JsonPath[]
  prefers: 'content' | 'url'
}

export type DerivingRelation = Extract<JobRelation, 'remix' | 'edit' | 'extend'>
