import { DESK_LIMITS, type Template } from '../../../shared/desk/desk.ts'
import type { DeskRouteName } from '../../../shared/desk/deskRoutes.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { RunTransaction } from '../db/transaction.ts'
import type { ListRepository } from '../desk/listRepository.ts'
import { createNamedThings, given } from '../desk/namedThings.ts'
import { nameKey } from '../../../shared/batch/promptSyntax.ts'
import type { ScreenValueKind, ScreenValues } from '../desk/screenValueRepository.ts'
import type { TemplateRepository } from '../desk/templateRepository.ts'
import type { UsedPrompts } from '../desk/usedPromptRepository.ts'
import { orderedId } from '../jobs/orderedId.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Handlers } from './router.ts'

export interface DeskHandlerDeps {
  lists: ListRepository
  now: () => number
  runTransaction: RunTransaction
  screenValues: ScreenValues
  templates: TemplateRepository
  usedPrompts: UsedPrompts
}

type Part<Prefix extends string> = Pick<Handlers, Extract<DeskRouteName, `${Prefix}.${string}`>>

/** Prompts used before, templates, named lists, and what screens keep. */
export const createDeskHandlers = (deps: DeskHandlerDeps): Pick<Handlers, DeskRouteName> => ({
  ...promptHandlers(deps),
  ...templateHandlers(deps),
  ...listHandlers(deps),
  ...screenHandlers(deps),
})

const promptHandlers = ({ now, runTransaction, usedPrompts }: DeskHandlerDeps): Part<'prompts'> => ({
  'prompts.remember': ({ prompt }) => {
    if (prompt.trim() !== '') runTransaction(() => usedPrompts.remember(prompt, now()))
    return {}
  },
  'prompts.list': ({ startsWith = '', limit = PAGE, cursor }) => {
    const found = usedPrompts.page(startsWith, cursor === undefined ? null : decodeCursor(cursor), limit + 1)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(last.promptId) : null }
  },
  'prompts.forget': ({ promptId }) => {
    if (!usedPrompts.forget(promptId)) throw new IpcError('not_found', 'This prompt was forgotten already.', 'promptId')
    return {}
  },
  'prompts.forgetAll': () => {
    usedPrompts.forgetAll()
    return {}
  },
})

function templateHandlers({ now, runTransaction, templates }: DeskHandlerDeps): Part<'templates'> {
  const named = createNamedThings({
    what: 'template',
    most: DESK_LIMITS.templates,
    repository: templates,
    runTransaction,
  })
  return {
    'templates.list': ({ q = '', tag }) => {
      const all = templates.all()
      const found = all.filter((template) => holds(template, nameKey(q.trim())))
      return { items: tag === undefined ? found : found.filter(({ tags }) => tags.includes(tag)), tags: tagsOf(all) }
    },
    'templates.create': ({ name, prompt, tags = [], settings = {} }) => {
      const at = now()
      const templateId = `template_${orderedId(at)}`
      const template = { templateId, name, prompt, tags: distinct(tags), settings, createdAt: at, updatedAt: at }
      return named.create(templateId, template)
    },
    'templates.update': ({ templateId, ...changes }) =>
      named.update(templateId, (template) => {
        const next = { ...template, ...given(changes), updatedAt: now() }
        return { ...next, tags: distinct(next.tags) }
      }),
    'templates.remove': ({ templateId }) => {
      named.remove(templateId)
      return {}
    },
  }
}

function listHandlers({ lists, now, runTransaction }: DeskHandlerDeps): Part<'lists'> {
  const named = createNamedThings({ what: 'list', most: DESK_LIMITS.lists, repository: lists, runTransaction })
  return {
    'lists.list': () => ({ items: lists.all() }),
    'lists.create': (list) => {
      const at = now()
      const listId = `list_${orderedId(at)}`
      return named.create(listId, { listId, ...list, createdAt: at, updatedAt: at })
    },
    'lists.update': ({ listId, ...changes }) =>
      named.update(listId, (list) => ({ ...list, ...given(changes), updatedAt: now() })),
    'lists.remove': ({ listId }) => {
      named.remove(listId)
      return {}
    },
  }
}

function screenHandlers({ now, runTransaction, screenValues }: DeskHandlerDeps): Part<'layout'> & Part<'drafts'> {
  function keep(kind: ScreenValueKind, key: string, value: JsonValue, maxSize: number): number {
    const text = JSON.stringify(value)
    if (text.length > maxSize) {
      throw new IpcError('too_large', `What is kept here may hold at most ${maxSize} characters.`, 'value')
    }
    const at = now()
    runTransaction(() => {
      if (screenValues.get(kind, key) === null && screenValues.count(kind) >= DESK_LIMITS.screenValues) {
        throw new IpcError('conflict', `There are ${DESK_LIMITS.screenValues} of them already.`, 'key')
      }
      screenValues.set(kind, key, text, at)
    })
    return at
  }
  const read = (kind: ScreenValueKind, key: string) => {
    const kept = screenValues.get(kind, key)
    return kept === null ? null : { value: JSON.parse(kept.value) as JsonValue, updatedAt: kept.updatedAt }
  }

  return {
    'layout.get': ({ key }) => ({ value: read('layout', key)?.value ?? null }),
    'layout.set': ({ key, value }) => {
      keep('layout', key, value, DESK_LIMITS.layoutSize)
      return {}
    },
    'drafts.get': ({ key }) => {
      const kept = read('draft', key)
      return { draft: kept === null ? null : { key, ...kept } }
    },
    'drafts.set': ({ key, value }) => ({ updatedAt: keep('draft', key, value, DESK_LIMITS.draftSize) }),
    'drafts.remove': ({ key }) => {
      screenValues.remove('draft', key)
      return {}
    },
  }
}

const holds = ({ name, prompt, tags }: Template, sought: string): boolean =>
  sought === '' || [name, prompt, ...tags].some((text) => nameKey(text).includes(sought))

/** Most used first. */
function tagsOf(templates: readonly Template[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const tag of templates.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
}

const distinct = (tags: readonly string[]): string[] => [...new Set(tags)]

const PAGE = 50
