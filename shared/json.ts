import { z } from 'zod'

/** Any value that survives JSON unchanged; what crosses IPC, HTTP and the database's JSON columns. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

export const jsonValueSchema: z.ZodType<JsonValue> = z.json()
