import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './faults.ts'
import type { Flavour, Links, Refusal } from './flavour.ts'
import type { RemoteJob, RemoteJobs } from './remoteJobs.ts'
import type { ParsedBody } from './requestBody.ts'

export type RouteName = 'create' | 'poll' | 'list' | 'content' | 'cancel' | 'models'

export interface MatchedRoute {
  name: RouteName
  jobId: string | null
  relation: RemoteJob['relation']
}

/** Names the route of a request below the base path; null for a path that this flavour does not have. */
export const matchRoute = (flavour: Flavour, method: string, path: string): MatchedRoute | null => {
  const plain = (name: RouteName, relation: RemoteJob['relation'] = null): MatchedRoute => ({
    name,
    jobId: null,
    relation,
  })
  if (method === 'GET' && path === flavour.modelsPath) return plain('models')
  if (method === 'POST' && path === flavour.createPath) return plain('create')
  if (method === 'POST' && path === '/videos/edits' && flavour.derives.includes('edit')) return plain('create', 'edit')
  if (method === 'POST' && path === '/videos/extensions' && flavour.derives.includes('extend'))
    return plain('create', 'extend')
  if (method === 'GET' && path === '/videos') return flavour.list === 'none' ? null : plain('list')
  const [, segment = '', action] = /^\/videos\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
  const ofJob = (name: RouteName, relation: RemoteJob['relation'] = null): MatchedRoute => ({
    name,
    jobId: decodeURIComponent(segment),
    relation,
  })
  if (segment === '') return null
  if (method === 'GET' && action === undefined) return ofJob('poll')
  if (method === 'DELETE' && action === undefined) return flavour.remove === 'none' ? null : ofJob('cancel')
  if (method === 'GET' && action === 'content') return flavour.hasContentRoute ? ofJob('content') : null
  return method === 'POST' && action === 'remix' && flavour.derives.includes('remix') ? ofJob('create', 'remix') : null
}

export interface RouteDeps {
  flavour: Flavour
  jobs: RemoteJobs
  now: () => number
  listLagMs: () => number
  linksOf(job: RemoteJob): Links
  refuse(refusal: Refusal): Answer
}

export interface RouteRequest {
  route: MatchedRoute
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: ParsedBody
}

/** Does what the route does and gives a healthy server's answer. Content is served elsewhere. */
export const answerRoute = (deps: RouteDeps, request: RouteRequest): Answer => {
  const { route } = request
  if (route.name === 'models') return answerModels()
  if (route.name === 'list') return answerList(deps, request.query)
  if (route.name === 'create') return answerCreate(deps, request)
  const job = deps.jobs.known.get(route.jobId ?? '')
  if (job === undefined)
    return deps.refuse({ status: 404, code: 'not_found', message: `Video ${route.jobId} not found.` })
  return route.name === 'cancel' ? answerDelete(deps, job) : answerPoll(deps, job)
}

export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const answerModels = (): Answer =>
  json(200, { object: 'list', data: [{ id: 'sora-2', object: 'model', created: 1, owned_by: 'test' }] })

const answerCreate = (deps: RouteDeps, { route, body, headers }: RouteRequest): Answer => {
  const sourceId = route.relation === null ? null : (route.jobId ?? readSource(body))
  const refusal = route.relation === null ? deps.flavour.refuses(body) : null
  if (refusal !== null) return deps.refuse(refusal)
  if (route.relation !== null && deps.flavour.createPath === '/videos' && !deps.jobs.known.has(sourceId ?? '')) {
    return deps.refuse({ status: 404, code: 'not_found', message: `Video ${sourceId} not found.` })
  }
  const clientKey = headers['idempotency-key']
  const job = deps.jobs.add(body, {
    relation: route.relation,
    sourceId,
    clientKey: typeof clientKey === 'string' ? clientKey : null,
  })
  return json(deps.flavour.createStatus, deps.flavour.describeCreated(job, deps.jobs.view(job), deps.linksOf(job)))
}

/** `video[id]` of a form, `video.id` or `video.url` of JSON. */
const readSource = ({ fields }: ParsedBody): string | null => {
  const formId = fields['video[id]']
  if (typeof formId === 'string') return formId
  const video = fields['video']
  if (typeof video !== 'object' || video === null) return null
  const source: unknown = 'id' in video ? video.id : 'url' in video ? video.url : null
  return typeof source === 'string' ? source : null
}

const answerPoll = ({ flavour, jobs, linksOf }: RouteDeps, job: RemoteJob): Answer => {
  const view = jobs.view(job)
  const isPending = view.state === 'queued' || view.state === 'running'
  if (flavour.isSilentWhilePending && isPending) return { status: 202, headers: {}, body: '' }
  return json(200, flavour.describe(job, view, linksOf(job)))
}

const answerDelete = ({ flavour, jobs, refuse, linksOf }: RouteDeps, job: RemoteJob): Answer => {
  const view = jobs.view(job)
  const isPending = view.state === 'queued' || view.state === 'running'
  if (flavour.remove === 'finished_only' && isPending) {
    return refuse({ status: 400, code: 'invalid_state', message: 'Only completed or failed videos can be deleted.' })
  }
  jobs.known.delete(job.id)
  if (flavour.remove !== 'reports_deleted') return json(200, { id: job.id, object: 'video.deleted', deleted: true })
  const described = flavour.describe(job, view, linksOf(job))
  return json(200, typeof described === 'object' ? { ...described, status: 'deleted' } : {})
}

/** Newest first, as `order=desc`; jobs younger than the lag are not listed yet. */
const answerList = ({ flavour, jobs, now, listLagMs, linksOf, refuse }: RouteDeps, query: URLSearchParams): Answer => {
  if (flavour.list === 'needs_hint' && !query.has('custom_llm_provider')) {
    return refuse({ status: 400, code: '', message: 'custom_llm_provider is required to list videos.' })
  }
  const visible = [...jobs.known.values()].filter((job) => now() - job.createdAt >= listLagMs()).toReversed()
  const after = query.get('after')
  const start = after === null || after === '' ? 0 : visible.findIndex((job) => job.id === after) + 1
  const limit = Math.min(100, Number(query.get('limit') ?? 20))
  const page = visible.slice(start, start + limit)
  const data = page.map((job) => flavour.describe(job, jobs.view(job), linksOf(job)))
  if (flavour.list === 'bare') return json(200, { object: 'list', data })
  return json(200, {
    object: 'list',
    data,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: start + limit < visible.length,
  })
}
