import { z } from 'zod'
import { forecastSchema, queueStateSchema } from '../../shared/queue/queueState.ts'
import {
  batchAnswerSchema,
  batchCreatedAnswerSchema,
  cancelAnswerSchema,
  generateAnswerSchema,
  healthAnswerSchema,
  jobStatusAnswerSchema,
  listAnswerSchema,
  listItemSchema,
  pollingStatsAnswerSchema,
} from './answers.ts'
import { apiErrorSchema, STATUS_OF_ERROR, type ApiErrorCode } from './apiErrors.ts'
import type { ApiRoute } from './apiRoute.ts'
import { apiRoutes } from './apiRoutes.ts'

type JsonObject = Record<string, unknown>

const ANSWERS = {
  Error: apiErrorSchema,
  Health: healthAnswerSchema,
  JobStatus: jobStatusAnswerSchema,
  ListItem: listItemSchema,
  JobList: listAnswerSchema,
  Generated: generateAnswerSchema,
  BatchCreated: batchCreatedAnswerSchema,
  Batch: batchAnswerSchema,
  Cancelled: cancelAnswerSchema,
  PollingStats: pollingStatsAnswerSchema,
  QueueState: queueStateSchema,
  QueueForecast: forecastSchema,
} as const

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** A named answer as a reference, anything else spelled out. */
const schemaOf = (schema: z.ZodType): JsonObject => {
  const name = Object.entries(ANSWERS).find(([, known]) => known === schema)?.[0]
  return name === undefined ? plainSchema(schema, 'output') : ref(name)
}

const plainSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io })
  return withoutLocalRefs(rest) as JsonObject
}

/** zod writes "any JSON" as a recursive local definition, which points nowhere once it is embedded: `{}` says the same. */
const withoutLocalRefs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLocalRefs)
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value && String(value.$ref).startsWith('#/$defs/')) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$defs')
      .map(([key, inner]) => [key, withoutLocalRefs(inner)]),
  )
}

const componentSchemas = (): JsonObject => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, withoutLocalRefs(schema)]),
  )
}

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } })

const EVERYWHERE: readonly ApiErrorCode[] = ['unauthorized', 'forbidden', 'stopping', 'internal']

/** Several codes can share a status; then one entry names them all. */
const errorReplies = (codes: readonly ApiErrorCode[]): JsonObject => {
  const byStatus = Map.groupBy(codes, (code) => STATUS_OF_ERROR[code])
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      { description: names.map((name) => `\`${name}\``).join(', '), content: json(ref('Error')) },
    ]),
  )
}

const parametersOf = (route: ApiRoute): JsonObject[] => {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' },
  }))
  if (route.query === null) return inPath
  const properties = plainSchema(route.query, 'input').properties as Record<string, JsonObject>
  return [...inPath, ...Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))]
}

const binary = (contentType: string): JsonObject => ({ content: { [contentType]: {} } })

const successReplies = (route: ApiRoute): JsonObject =>
  route.kind === 'json'
    ? {
        [String(route.reply.status)]: {
          description: route.reply.description,
          content: json(schemaOf(route.reply.schema)),
        },
      }
    : {
        200: { description: 'The whole file.', ...binary(route.contentType) },
        206: { description: 'The bytes asked for with `Range`.', ...binary(route.contentType) },
        304: { description: 'Unchanged.' },
      }

const operationOf = (route: ApiRoute): JsonObject => ({
  operationId: route.operationId,
  summary: route.summary,
  parameters: parametersOf(route),
  ...(route.kind === 'json' && route.body !== null
    ? { requestBody: { required: route.isBodyOptional !== true, content: json(plainSchema(route.body, 'input')) } }
    : {}),
  responses: { ...successReplies(route), ...errorReplies([...route.errors, ...EVERYWHERE]) },
})

/** OpenAPI 3.1 of the documented routes, from the very schemas that check requests. */
export const buildOpenApiDocument = (version: string): JsonObject => {
  const paths: Record<string, JsonObject> = {
    '/api/health': {
      get: {
        operationId: 'health',
        summary: 'Whether the server answers; needs no token.',
        security: [],
        responses: {
          200: { description: 'It does.', content: json(ref('Health')) },
          ...errorReplies(['forbidden', 'stopping']),
        },
      },
    },
    '/api/openapi.json': {
      get: {
        operationId: 'openapi',
        summary: 'This document.',
        responses: {
          200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) },
          ...errorReplies(EVERYWHERE),
        },
      },
    },
  }
  for (const route of apiRoutes) (paths[route.path] ??= {})[route.method] = operationOf(route)
  return {
    openapi: '3.1.0',
    info: { title: 'Dailies', version, description: 'The local API of Dailies, on loopback only.' },
    security: [{ token: [] }],
    paths,
    components: { schemas: componentSchemas(), securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  }
}
