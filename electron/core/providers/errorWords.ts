import type { ProviderFailure } from './videoProvider.ts'

/** What an error answer says, whatever its shape: `{error:{…}}`, `{error:"…"}`, `{detail}`, `{message}` or text. */
export interface ErrorWords {
  message: string
  /** Codes and types joined, lower case; what the machine-readable rules look at. */
  code: string
  param: string
}

const NO_WORDS: ErrorWords = { message: '', code: '', param: '' }

/** Reads the words out of a parsed JSON value; unknown shapes give empty words. */
export const readErrorWords = (value: unknown): ErrorWords => {
  if (typeof value === 'string') return { ...NO_WORDS, message: value }
  if (Array.isArray(value)) return joinDetails(value)
  if (!isRecord(value)) return NO_WORDS
  const nested = value['error'] ?? value['errors'] ?? value['detail']
  if (nested !== undefined && nested !== null && nested !== '') {
    const inner = readErrorWords(nested)
    const outer = readOwnWords(value)
    return {
      message: inner.message || outer.message,
      code: joinWords([inner.code, outer.code]),
      param: inner.param || outer.param,
    }
  }
  return readOwnWords(value)
}

const readOwnWords = (value: Record<string, unknown>): ErrorWords => ({
  message: firstText(value, ['message', 'msg', 'error_message', 'reason', 'failure_reason', 'title']),
  code: joinWords([firstText(value, ['code', 'error_code']), firstText(value, ['type', 'failure_code'])]),
  param: firstText(value, ['param', 'field']) || readLocation(value['loc']),
})

/** FastAPI's 422: `[{ loc: ["body", "seconds"], msg: "…" }]`. */
const joinDetails = (details: readonly unknown[]): ErrorWords => {
  const words = details.slice(0, 3).map(readErrorWords)
  return {
    message: words
      .map((each) => (each.param === '' ? each.message : `${each.param}: ${each.message}`))
      .filter((text) => text !== '')
      .join('; '),
    code: joinWords(words.map((each) => each.code)),
    param: words.find((each) => each.param !== '')?.param ?? '',
  }
}

const readLocation = (location: unknown): string =>
  Array.isArray(location) ? location.filter((part) => part !== 'body').join('.') : ''

const firstText = (value: Record<string, unknown>, names: readonly string[]): string => {
  for (const name of names) {
    const text = value[name]
    if (typeof text === 'string' && text !== '') return text
    if (typeof text === 'number') return String(text)
  }
  return ''
}

const joinWords = (words: readonly string[]): string =>
  words
    .filter((word) => word !== '')
    .join(' ')
    .toLowerCase()

/** A page meant for people: its title is all that is worth repeating. */
export const readPageTitle = (text: string): string | null => {
  if (!/^\s*(<!doctype|<html|<head|<\?xml|<!--|<error)/i.test(text)) return null
  return /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim() ?? ''
}

const MODERATION_CODE =
  /moderat|content_?(policy|filter|violation)|\bsafety|_safety|prohibited_content|sensitive_content|nsfw|sentinel_block|policy_violation|responsible_ai/
const MODERATION_TEXT =
  /\bmoderat(ed|ion)\b|content[ _]polic|safety (system|filter|polic|guideline)|(violat|against)\w*\b.{0,60}\b(polic(y|ies)|guidelines|terms of use)|flagged (as|by|for)|respect_moderation/i

export const isModeration = (words: ErrorWords): boolean =>
  MODERATION_CODE.test(words.code) || MODERATION_TEXT.test(words.message)

const QUOTA_CODE =
  /insufficient_?\w*_?(quota|credits?|balance|funds)|hard_limit_reached|budget_(exhausted|exceeded)|exceeded_?budget|billing_not_active|quota_exceeded/
const QUOTA_TEXT =
  /exceeded your current quota|insufficient (credit|balance|fund|quota)|budget has been exceeded|(billing )?hard limit|requires more credits/i

export const isQuota = (words: ErrorWords): boolean => QUOTA_CODE.test(words.code) || QUOTA_TEXT.test(words.message)

const RETIRED_CODE = /model_?not_?found|model_(deprecated|retired|decommissioned|not_available)|deployment_?not_?found/
const ENDED_TEXT =
  /no longer (available|supported|offered|served)|(has been|was|were|is|are|been) (shut ?down|retired|deprecated|decommissioned|discontinued|sunset)/i
/** A source video may be "no longer available" too; only the service and its models can be retired. */
const SERVICE_TEXT = /\b(model|api|endpoint|service|deployment|version|sora)\b/i
const UNKNOWN_MODEL_TEXT =
  /\bmodel\b.{0,120}(does not exist|not found|not exist)|(unknown|no such|invalid) model|not a valid model/i
const UNKNOWN_VALUE_TEXT =
  /unknown|unsupported|invalid value|no such|does not exist|not (found|supported|available|valid)/i

/** The model or the whole service is not there (any more), as opposed to a request that is wrong. */
export const isRetired = (words: ErrorWords): boolean => {
  const { code, message, param } = words
  if (RETIRED_CODE.test(code) || UNKNOWN_MODEL_TEXT.test(message)) return true
  const isAboutModel = param === 'model'
  return (
    (isAboutModel && UNKNOWN_VALUE_TEXT.test(message)) ||
    (ENDED_TEXT.test(message) && (isAboutModel || SERVICE_TEXT.test(message)))
  )
}

/** Whether a refusal says that the job (not the model, not the route) is unknown. */
export const isMissingJob = (words: ErrorWords): boolean =>
  /(task|job|video|request)_?(id_)?(not_?(found|exist)|does_not_exist)|not_?found_?error/.test(words.code) ||
  /\b(task|job|video|request|id)\b.{0,80}\b(not found|does(n't| not) exist|not[_ ]exist|unknown|expired)|no such (task|job|video)|(unknown|not found|missing) (task|job|video)/i.test(
    words.message,
  )

/** What moderation refused, where the provider says so: by the parameter first, by its words second. */
export const readSubject = (words: ErrorWords): ProviderFailure['subject'] => {
  const named = subjectOf(words.param.toLowerCase()) ?? subjectOf(words.code.replace(/content_policy|input_image/g, ''))
  return named ?? subjectOf(words.message.toLowerCase())
}

const subjectOf = (text: string): ProviderFailure['subject'] => {
  if (/\b(generated|output|resulting?)\b|output_/.test(text)) return 'output'
  if (/reference|image|first_frame|\bface|uploaded|picture/.test(text)) return 'reference'
  return /prompt|\btext\b|\binput\b/.test(text) ? 'prompt' : null
}

/** Whether the provider itself says what happened with the money. */
export const readCharged = (words: ErrorWords): ProviderFailure['charged'] => {
  if (/\b(not|never|n't)( been| be)? (charged|billed)|no charge|free of charge|refunded/i.test(words.message))
    return 'no'
  return /\b(was|were|been|still|is) (charged|billed)/i.test(words.message) ? 'yes' : 'unknown'
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
