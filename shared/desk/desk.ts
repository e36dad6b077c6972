import { z } from 'zod'
import { isName } from '../batch/promptSyntax.ts'
import { jsonValueSchema } from '../json.ts'

/** Prompts, templates, lists and what screens keep. Sizes are in UTF-16 code units of text or of JSON. */
export const DESK_LIMITS = {
  promptLength: 100_000,
  /** Older ones are forgotten. */
  usedPrompts: 1000,
  templates: 2000,
  tags: 20,
  lists: 500,
  listEntries: 10_000,
  layoutSize: 65_536,
  draftSize: 4_194_304,
  screenValues: 500,
} as const

export const usedPromptSchema = z.object({ promptId: z.int(), prompt: z.string(), usedAt: z.int() })
export type UsedPrompt = z.infer<typeof usedPromptSchema>

const nameSchema = z
  .string()
  .max(100)
  .refine((name) => name.trim() === name && name !== '', 'must not be empty, nor begin or end with a space')
const tagsSchema = z.array(nameSchema.max(50)).max(DESK_LIMITS.tags)

const templateFields = {
  name: nameSchema,
  prompt: z.string().max(DESK_LIMITS.promptLength),
  tags: tagsSchema,
  /** Whatever else the composer wants to put back: model, length, size, parameters. */
  settings: z.record(z.string(), jsonValueSchema),
}
export const templateSchema = z.object({
  templateId: z.string(),
  ...templateFields,
  createdAt: z.int(),
  updatedAt: z.int(),
})
export type Template = z.infer<typeof templateSchema>
export const createTemplateSchema = z
  .object({ ...templateFields, tags: tagsSchema.optional(), settings: templateFields.settings.optional() })
  .strict()
export const updateTemplateSchema = z.object(templateFields).partial().extend({ templateId: z.string() }).strict()

const listFields = {
  /** What `{list:name}` in a prompt can name. */
  name: nameSchema.refine(isName, 'must be letters, digits, spaces or _ . - and begin with a letter or digit'),
  entries: z.array(z.string().max(10_000)).max(DESK_LIMITS.listEntries),
}
export const promptListSchema = z.object({
  listId: z.string(),
  ...listFields,
  createdAt: z.int(),
  updatedAt: z.int(),
})
export type PromptList = z.infer<typeof promptListSchema>
export const createListSchema = z.object(listFields).strict()
export const updateListSchema = z.object(listFields).partial().extend({ listId: z.string() }).strict()

/** A screen's own name for what it keeps. */
export const screenKeySchema = z.string().regex(/^[\w.:/-]{1,200}$/, 'must be 1 to 200 letters, digits or _ . : / -')
export const draftSchema = z.object({ key: z.string(), value: jsonValueSchema, updatedAt: z.int() })
