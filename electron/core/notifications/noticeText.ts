import type { Notice } from '../../../shared/activity/notice.ts'

/** The plain English sentence of a notice; screens in other languages make their own from the same values. */
export function noticeText(kind: Notice['kind'], values: Notice['values']): string {
  const count = Number(values['count'] ?? 1)
  const title = quoted(values['prompt'])
  const reason = String(values['message'] ?? '')
  switch (kind) {
    case 'batch_finished':
      return batchText(values)
    case 'job_finished':
      return count > 1 ? `${count} takes finished.` : `Finished: ${title}.`
    case 'job_failed':
      return count > 1 ? `${count} failures on ${values['account']}: ${reason}` : `Failed: ${title}. ${reason}`.trim()
    case 'needs_attention':
      return count > 1
        ? `${count} jobs on ${values['account']} need your decision: their requests may or may not have landed.`
        : `Needs your decision: ${title}. The request may or may not have landed.`
    case 'expires_soon':
      return expiryText(count, title, Number(values['minutesLeft'] ?? 0), String(values['waitingFor'] ?? ''))
    case 'account_paused':
      return `${values['account']} is paused. ${reason}`.trim()
    case 'storage_problem':
      return STORAGE_TEXTS[String(values['problem'])] ?? STORAGE_TEXTS.failing
  }
}

function batchText(values: Notice['values']): string {
  const [total, finished, failed, cancelled] = ['total', 'finished', 'failed', 'cancelled'].map((name) =>
    Number(values[name] ?? 0),
  ) as [number, number, number, number]
  const parts = [
    finished > 0 ? `${finished} finished` : '',
    failed > 0 ? `${failed} failed` : '',
    cancelled > 0 ? `${cancelled} cancelled` : '',
  ].filter((part) => part !== '')
  const outcome = finished === total ? `${total} of ${total} finished` : parts.join(', ')
  return values['name'] === undefined ? `${outcome}.` : `${quoted(values['name'])}: ${outcome}.`
}

function expiryText(count: number, title: string, minutesLeft: number, waitingFor: string): string {
  const when = minutesLeft <= 1 ? 'within a minute' : `in ${inWords(minutesLeft)}`
  const what =
    count > 1
      ? `${count} finished takes are not on this disk yet, and the provider deletes the first of them ${when}.`
      : `${title} is finished but not on this disk yet, and the provider deletes it ${when}.`
  return `${what} ${waitingFor}`.trim()
}

const inWords = (minutes: number): string => (minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`)

const quoted = (text: string | number | undefined): string => `“${text ?? ''}”`

const STORAGE_TEXTS = {
  full: 'The disk is full, so finished takes cannot be saved. Free some space; what has arrived so far is kept.',
  read_only: 'The videos folder can only be read, so finished takes cannot be saved there.',
  not_writable: 'Dailies may not write to the videos folder, so finished takes cannot be saved there.',
  failing: 'Finished takes cannot be written to the videos folder. Check whether its disk is there and well.',
} as Record<string, string> & { failing: string }
