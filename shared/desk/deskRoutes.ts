import { z } from 'zod'
import { jsonValueSchema } from '../json.ts'
import {
  createListSchema,
  createTemplateSchema,
  DESK_LIMITS,
  draftSchema,
  promptListSchema,
  screenKeySchema,
  templateSchema,
  updateListSchema,
  updateTemplateSchema,
  usedPromptSchema,
} from './desk.ts'

const nothing = z.object({}).strict()
const done = z.object({})
const keyRef = z.object({ key: screenKeySchema }).strict()
const keyed = z.object({ key: screenKeySchema, value: jsonValueSchema }).strict()

export const deskRoutes = {
  /** The composer calls this with what was typed, before any expansion; scripts leave no traces here. */
  'prompts.remember': {
    input: z.object({ prompt: z.string().min(1).max(DESK_LIMITS.promptLength) }).strict(),
    output: done,
  },
  /** Each prompt once, last used first; `startsWith` heeds no case. */
  'prompts.list': {
    input: z
      .object({
        startsWith: z.string().max(1000).optional(),
        limit: z.int().min(1).max(200).optional(),
        cursor: z.string().max(200).optional(),
      })
      .strict(),
    output: z.object({ items: z.array(usedPromptSchema), nextCursor: z.string().nullable() }),
  },
  'prompts.forget': { input: z.object({ promptId: z.int() }).strict(), output: done },
  'prompts.forgetAll': { input: nothing, output: done },

  /** By name. `q` looks in names, prompts and tags; `tag` asks for that very tag. */
  'templates.list': {
    input: z.object({ q: z.string().max(1000).optional(), tag: z.string().max(50).optional() }).strict(),
    output: z.object({ items: z.array(templateSchema), tags: z.array(z.object({ tag: z.string(), count: z.int() })) }),
  },
  'templates.create': { input: createTemplateSchema, output: templateSchema },
  'templates.update': { input: updateTemplateSchema, output: templateSchema },
  'templates.remove': { input: z.object({ templateId: z.string() }).strict(), output: done },

  'lists.list': { input: nothing, output: z.object({ items: z.array(promptListSchema) }) },
  'lists.create': { input: createListSchema, output: promptListSchema },
  'lists.update': { input: updateListSchema, output: promptListSchema },
  'lists.remove': { input: z.object({ listId: z.string() }).strict(), output: done },

  /** What one screen wants to find again as it left it; null while nothing was kept. */
  'layout.get': { input: keyRef, output: z.object({ value: jsonValueSchema.nullable() }) },
  'layout.set': { input: keyed, output: done },
  /** What was being written, on disk when this is answered, so that it survives a crash. */
  'drafts.get': { input: keyRef, output: z.object({ draft: draftSchema.nullable() }) },
  'drafts.set': { input: keyed, output: z.object({ updatedAt: z.int() }) },
  'drafts.remove': { input: keyRef, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type DeskRouteName = keyof typeof deskRoutes
