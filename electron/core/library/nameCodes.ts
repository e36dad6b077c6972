/** Numbers for names, so that a column of a million of them is an array of numbers. 0 stands for none. */
export interface NameCodes {
  codeOf(name: string | null): number
  /** By code; the first is empty. */
  readonly names: readonly string[]
}

export function createNameCodes(): NameCodes {
  const codes = new Map<string, number>()
  const names = ['']
  let last: { name: string; code: number } = { name: '', code: 0 }

  return {
    names,
    codeOf(name) {
      if (name === null) return 0
      // Neighbours mostly have the same.
      if (name === last.name) return last.code
      let code = codes.get(name)
      if (code === undefined) {
        code = names.push(name) - 1
        codes.set(name, code)
      }
      last = { name, code }
      return code
    },
  }
}
