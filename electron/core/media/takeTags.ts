import type { JobRelation } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'

/** What an exported copy says about itself: what was asked for, but nothing about the account that asked. */
export interface TakeTags {
  takeId: string
  /** Of the provider's bytes, by which the copy can be traced back. */
  sha256: string
  prompt: string
  model: string
  seconds: number | null
  size: string | null
  params: Record<string, JsonValue>
  relation: JobRelation | null
  /** Unix milliseconds. */
  createdAt: number
}

/** A value of the `ilst` box that players and file managers know (QuickTime File Format, "Metadata"). */
export interface Mp4Tag {
  type: string
  text: string
}

/** The prompt for people, as title and description; everything for programs, as JSON in the comment. */
export function tagsOfTake(tags: TakeTags): Mp4Tag[] {
  const { takeId, sha256, prompt, model, seconds, size, params, relation } = tags
  const created = new Date(tags.createdAt).toISOString()
  const source = { take: takeId, sha256 }
  return [
    { type: '\u00a9nam', text: titleOf(prompt) },
    { type: '\u00a9day', text: created },
    { type: 'desc', text: prompt },
    {
      type: '\u00a9cmt',
      text: JSON.stringify({
        app: 'Dailies',
        format: 1,
        prompt,
        model,
        seconds,
        size,
        params,
        relation,
        created,
        source,
      }),
    },
  ]
}

function titleOf(prompt: string): string {
  const line = prompt.trim().replaceAll(/\s+/gu, ' ')
  const characters = Array.from(line)
  return characters.length <= LONGEST_TITLE
    ? line
    : `${characters
        .slice(0, LONGEST_TITLE - 1)
        .join('')
        .trimEnd()}…`
}

const LONGEST_TITLE = 100
