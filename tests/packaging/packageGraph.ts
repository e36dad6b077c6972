import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'vite'

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const visit = (node: Node, see: (node: Node) => void): void => {
  see(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.filter(isNode).forEach((child) => visit(child, see))
    else if (isNode(value)) visit(value, see)
  }
}

const textOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null

/** Names by which bundled code requires, besides `require` itself. */
const isRequire = (callee: unknown): boolean => {
  if (!isNode(callee)) return false
  if (callee.type === 'Identifier') return callee.name === 'require' || callee.name === '__require'
  // createRequire(…).resolve('name')
  return callee.type === 'MemberExpression' && isNode(callee.object) && callee.object.type === 'CallExpression'
    ? isNode(callee.property) && callee.property.name === 'resolve' && isCreateRequire(callee.object.callee)
    : callee.type === 'CallExpression' && isCreateRequire(callee.callee)
}

const isCreateRequire = (callee: unknown): boolean => isNode(callee) && callee.name === 'createRequire'

const SOURCED = ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration', 'ExportAllDeclaration']

/** Everything that a script loads by a literal name: imports, `import()` and `require`. */
export const specifiersOf = (code: string): string[] => {
  const found = new Set<string>()
  const add = (value: unknown): void => {
    const text = textOf(value)
    if (text !== null) found.add(text)
  }
  visit(parseSync('script.js', code).program as unknown as Node, (node) => {
    if (SOURCED.includes(node.type)) add(node.source)
    if (node.type === 'CallExpression' && isRequire(node.callee)) add((node.arguments as unknown[])[0])
  })
  return [...found]
}

export interface ScriptGraph {
  /** The scripts that are reached from the entry, with the entry. */
  scripts: Set<string>
  /** Packages that have to lie beside them. */
  packages: Set<string>
}

/** Follows the scripts of a package from one entry. @throws when one of them is not there */
export const graphFrom = (entry: string, read: (path: string) => string): ScriptGraph => {
  const scripts = new Set<string>()
  const packages = new Set<string>()
  const follow = (path: string): void => {
    if (scripts.has(path)) return
    scripts.add(path)
    for (const specifier of specifiersOf(read(path))) {
      if (specifier.startsWith('.')) follow(posix.join(posix.dirname(path), specifier))
      else if (!isBuiltin(specifier)) packages.add(specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'))
    }
  }
  follow(entry)
  return { scripts, packages }
}
