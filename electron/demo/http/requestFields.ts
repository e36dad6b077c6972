import type { IncomingMessage } from 'node:http'
import type { ApiError } from './apiError.ts'
import { invalidRequest } from './apiError.ts'

/** A request's body, whichever way it was written. `video[id]` and `{ video: { id } }` become the same. */
export interface RequestFields {
  text(name: string): string | null
  file(name: string): Promise<Uint8Array | null>
}

export const LARGEST_BODY_BYTES = 64 * 1024 * 1024

/** Reads a JSON or multipart body; throws an ApiError for anything else. */
export async function readFields(request: IncomingMessage): Promise<RequestFields> {
  const contentType = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  if (/^multipart\/form-data/i.test(contentType)) return formFields(body, contentType)
  if (contentType === '' || /^application\/json/i.test(contentType)) return jsonFields(body)
  throw invalidRequest(null, 'unsupported_content_type', `Unsupported content type '${contentType.slice(0, 80)}'.`, 415)
}

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > LARGEST_BODY_BYTES) throw invalidRequest(null, 'request_too_large', 'The request is too large.', 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function formFields(body: Buffer<ArrayBuffer>, contentType: string): Promise<RequestFields> {
  // oxlint-disable-next-line typescript/no-deprecated -- Meant for servers with large bodies; ours is read and bounded.
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw unreadable('multipart')
  })
  return {
    text(name) {
      const value = form.get(name)
      return typeof value === 'string' ? value : null
    },
    async file(name) {
      const value = form.get(name)
      return value === null || typeof value === 'string' ? null : new Uint8Array(await value.arrayBuffer())
    },
  }
}

function jsonFields(body: Buffer): RequestFields {
  const values = parseObject(body)
  return {
    text(name) {
      const [outer = '', inner] = name.replace(']', '').split('[')
      const value = inner === undefined ? values[outer] : asObject(values[outer])?.[inner]
      if (value === undefined || value === null) return null
      if (typeof value === 'string' || typeof value === 'number') return String(value)
      // Text was asked for, and an object is not it; where objects are allowed, their parts are asked for.
      if (inner === undefined && asObject(value)) return null
      throw invalidRequest(name, 'invalid_type', `Invalid type for '${name}': expected a string.`)
    },
    file: () => Promise.resolve(null),
  }
}

function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const values = asObject(JSON.parse(body.toString('utf8')))
    if (values) return values
  } catch {
    // Answered below, like JSON that is not an object.
  }
  throw unreadable('JSON')
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

function unreadable(kind: string): ApiError {
  return invalidRequest(null, 'invalid_body', `We could not parse the ${kind} body of your request.`)
}
