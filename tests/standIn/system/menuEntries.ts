/** What a spec sees of an entry. */
export interface MenuEntry {
  label: string
  id: string
  role: string | null
  type: string
  accelerator: string | null
  enabled: boolean
  checked: boolean
  visible: boolean
  submenu: MenuEntry[]
}

export const describeMenu = (menu: Electron.Menu | null): MenuEntry[] =>
  (menu?.items ?? []).map((item) => ({
    label: item.label,
    id: item.id,
    role: 'role' in item ? (item.role ?? null) : null,
    type: item.type,
    accelerator: item.accelerator,
    enabled: item.enabled,
    checked: item.checked,
    visible: item.visible,
    submenu: 'submenu' in item ? describeMenu(item.submenu ?? null) : [],
  }))

const plain = (label: string): string => label.replaceAll(/&(?=\w)/g, '')

/** Clicks through a menu by labels or roles, as a person does: what is disabled or hidden cannot be clicked. */
export const clickEntry = (menu: Electron.Menu | null, [name = '', ...rest]: readonly string[]): void => {
  const known = menu?.items ?? []
  const isNamed = (item: Electron.MenuItem): boolean =>
    plain(item.label) === name || ('role' in item && item.role === name) || (item.id !== '' && item.id === name)
  const item = known.find((one) => one.visible && isNamed(one))
  if (item === undefined) {
    throw new Error(`The menu has no ${JSON.stringify(name)}, but ${JSON.stringify(known.map(({ label }) => label))}`)
  }
  if (!item.enabled) throw new Error(`${JSON.stringify(name)} is disabled`)
  if (rest.length > 0) clickEntry('submenu' in item ? (item.submenu ?? null) : null, rest)
  else (item.click as () => void)()
}
