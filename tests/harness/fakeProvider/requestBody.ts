/** Fields and the one file of a create, from JSON or from a form, as a server would read them. */
export interface ParsedBody {
  encoding: 'json' | 'multipart' | 'none'
  fields: Record<string, unknown>
  file: { field: string; name: string; type: string; bytes: Uint8Array } | null
}

export const parseBody = async (contentType: string, bytes: Buffer): Promise<ParsedBody> => {
  if (contentType.startsWith('multipart/form-data')) return parseForm(contentType, bytes)
  if (!contentType.startsWith('application/json')) return { encoding: 'none', fields: {}, file: null }
  try {
    const value: unknown = JSON.parse(bytes.toString())
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return { encoding: 'json', fields: isObject ? { ...value } : {}, file: null }
  } catch {
    return { encoding: 'json', fields: {}, file: null }
  }
}

const parseForm = async (contentType: string, bytes: Buffer): Promise<ParsedBody> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
  const fields: Record<string, unknown> = {}
  let file: ParsedBody['file'] = null
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value
    else file = { field, name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }
  }
  return { encoding: 'multipart', fields, file }
}
