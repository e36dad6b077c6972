import { useRef, useState } from 'react'
import type { RouteInput } from '../../../../shared/ipc/contract.ts'
import { useScreen } from '../../stores/screenContext.ts'
import { writeCount } from '../../ui/wording.ts'
import type { FieldErrors } from './SettingFields.tsx'

const FIELDS = ['prompt', 'accountId', 'model', 'seconds', 'size', 'count']

interface Submission {
  isBusy: boolean
  /** Errors by field. */
  errors: FieldErrors
  /** What is wrong with none of the fields in particular. */
  failure: string | null
  /** Said after success. */
  done: string
  submit(input: RouteInput<'jobs.create'>): Promise<void>
}

/** Sends the form once per press; the prompt is cleared only after the host has it on disk. */
export const useSubmit = (): Submission => {
  const { verbs, draft } = useScreen()
  const [isBusy, setBusy] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [done, setDone] = useState('')
  // State is a render late; two presses within one frame must still be one request.
  const underWay = useRef(false)
  const request = useRef<{ input: string; requestId: string } | null>(null)

  const submit = async (input: RouteInput<'jobs.create'>): Promise<void> => {
    if (underWay.current) return
    if (input.prompt.trim() === '') return setErrors({ prompt: 'Write a prompt first.' })
    underWay.current = true
    setBusy(true)
    setErrors({})
    setFailure(null)
    setDone('')
    request.current = sameRequest(request.current, input)
    const answer = await verbs.create({ ...input, requestId: request.current.requestId })
    underWay.current = false
    setBusy(false)
    if (answer.ok) {
      request.current = null
      // What was typed while the answer was under way stays.
      if (draft.store.getState().prompt === input.prompt) draft.change({ prompt: '', count: 1 })
      return setDone(`Queued ${writeCount(answer.data.jobs.length, 'job')}.`)
    }
    const field = answer.error.field?.split('.')[0]
    if (field !== undefined && FIELDS.includes(field)) setErrors({ [field]: answer.error.message })
    else setFailure(answer.error.message)
  }
  return { isBusy, errors, failure, done, submit }
}

/**
 * Browsers re-send a POST whose connection died, and people press again when no answer comes: as long as the
 * form stays the same it is the same request, and the host makes its jobs once.
 */
const sameRequest = (
  last: { input: string; requestId: string } | null,
  input: RouteInput<'jobs.create'>,
): { input: string; requestId: string } => {
  const text = JSON.stringify(input)
  return last?.input === text ? last : { input: text, requestId: crypto.randomUUID() }
}
