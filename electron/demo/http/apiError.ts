/** A refusal in the dialect's shape: `{ error: { message, type, code, param } }`. */
export interface ApiRefusal {
  status: number
  message: string
  type: string
  code: string | null
  param: string | null
  headers?: Record<string, string>
}

/** Thrown by request handlers, answered by the server. */
export class ApiError extends Error {
  readonly refusal: ApiRefusal

  constructor(refusal: ApiRefusal) {
    super(refusal.message)
    this.name = 'ApiError'
    this.refusal = refusal
  }
}

export function invalidRequest(param: string | null, code: string, message: string, status = 400): ApiError {
  return new ApiError({ status, message, type: 'invalid_request_error', code, param })
}

export function videoNotFound(id: string): ApiError {
  return invalidRequest('video_id', 'video_not_found', `No video with id '${id.slice(0, 80)}' was found.`, 404)
}

/** The shape that the image API uses when it refuses a prompt. */
export function promptRefused(): ApiError {
  return new ApiError({
    status: 400,
    message: 'Your request was rejected by the safety system.',
    type: 'image_generation_user_error',
    code: 'moderation_blocked',
    param: 'prompt',
  })
}

export function serverError(message = 'The server had an error while processing your request.'): ApiError {
  return new ApiError({ status: 500, message, type: 'server_error', code: null, param: null })
}
