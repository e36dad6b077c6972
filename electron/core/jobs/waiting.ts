import type { AccountPause } from '../../../shared/accounts/account.ts'
import type { ConnectionTrouble, WaitingCode } from '../../../shared/jobs/waiting.ts'
import { connectionTroubleOf } from '../providers/connectionWords.ts'
import { asSentence } from './sentence.ts'

/** What holds a job: the English sentence, and the same in parts for screens in other languages. */
export interface Waiting {
  sentence: string
  code: WaitingCode | null
  /** The provider's or the system's own words, or the megabytes that are missing. */
  detail: string | null
  trouble: ConnectionTrouble | null
}

type NotedCode = Exclude<WaitingCode, `account_${string}`>

/** What stands before and after the words that differ. A job notes the whole sentence; it is read back by the same parts. */
const PARTS: Readonly<Record<NotedCode, readonly [before: string, after: string]>> = {
  parent: ['Waits for the take that it derives from.', ''],
  queue_paused: ['The queue is paused: Dailies looks and downloads again when it is resumed.', ''],
  no_account: ['The account of this job cannot be used in this run, so nothing is sent or looked at.', ''],
  not_sent: ['Not sent yet: ', ''],
  look_failed: ['The last look failed: ', ' Dailies keeps looking.'],
  not_ready: ['The provider is not ready to hand the video over: ', ''],
  not_handed_over: ['The provider did not hand the video over: ', ''],
  download_failed: ['The download failed and is tried again: ', ''],
  disk_full: ['The disk is full: ', ' MB more are needed. Free some space; the part so far is kept.'],
  disk_error: ['The file could not be written: ', ''],
}

/** The sentence that a job notes down. Words are others' and get their full stop; a number stays as it is. */
export function waitingSentence(code: NotedCode, detail: string | number = ''): string {
  const [before, after] = PARTS[code]
  return `${before}${typeof detail === 'number' ? detail : asSentence(detail)}${after}`
}

/** What a job noted down, in parts; without a code for what an older version wrote otherwise. */
export function readWaiting(sentence: string): Waiting {
  for (const code of Object.keys(PARTS) as NotedCode[]) {
    const [before, after] = PARTS[code]
    if (!sentence.startsWith(before) || !sentence.endsWith(after)) continue
    const detail = sentence.slice(before.length, sentence.length - after.length)
    return { sentence, code, detail: detail === '' ? null : detail, trouble: connectionTroubleOf(detail) }
  }
  return { sentence, code: null, detail: null, trouble: null }
}

export const waitsForAccount = ({ reason, message, said }: AccountPause): Waiting => ({
  sentence: message,
  code: `account_${reason}`,
  detail: said ?? null,
  trouble: null,
})
