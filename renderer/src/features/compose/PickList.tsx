import { Search } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Input } from '../../ui/Field.tsx'

interface PickListProps<Item> {
  searchLabel: string
  search: string
  onSearch: (text: string) => void
  items: readonly Item[]
  keyOf: (item: Item) => string | number
  /** What a row shows; it is the name of its button. */
  render: (item: Item) => ReactNode
  onPick: (item: Item) => void
  /** The buttons at the end of a row. */
  actions?: (item: Item) => ReactNode
  /** With Delete on a row. */
  onDelete?: (item: Item) => void
  /** Stands in place of the rows, or below them. */
  note?: ReactNode
  label: string
}

/** A search field over rows to pick from: arrow keys walk, Enter picks, Delete removes. */
export const PickList = <Item,>({
  searchLabel,
  search,
  onSearch,
  items,
  keyOf,
  render,
  onPick,
  actions,
  onDelete,
  note,
  label,
}: PickListProps<Item>) => {
  const box = useRef<HTMLDivElement>(null)
  const rows = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[data-pick]') ?? [])]
  const walk = (event: KeyboardEvent, step: 1 | -1): void => {
    event.preventDefault()
    const all = rows()
    const at = all.findIndex((row) => row.parentElement?.contains(document.activeElement) === true)
    const next = all[at + step]
    if (next !== undefined) next.focus()
    else if (step === -1) box.current?.querySelector('input')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') walk(event, 1)
    else if (event.key === 'ArrowUp') walk(event, -1)
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      const [first] = items
      event.preventDefault()
      if (first !== undefined) onPick(first)
    }
  }
  return (
    <div ref={box} onKeyDown={onKeyDown} className="flex flex-col gap-2">
      <div className="relative">
        <Search aria-hidden className="absolute start-2 top-1/2 size-4 -translate-y-1/2 text-muted" />
        <Input
          type="search"
          autoFocus
          aria-label={searchLabel}
          placeholder={searchLabel}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          className="ps-8"
        />
      </div>
      <ul aria-label={label} className="-mx-1 max-h-72 min-h-24 overflow-auto">
        {items.map((item) => (
          <li key={keyOf(item)} className="group flex items-start gap-1 rounded-md hover:bg-hover">
            <button
              type="button"
              data-pick
              onClick={() => onPick(item)}
              onKeyDown={(event) => {
                if (event.key !== 'Delete' || onDelete === undefined) return
                event.preventDefault()
                onDelete(item)
              }}
              className="min-h-7 min-w-0 flex-1 rounded-md px-2 py-1 text-start focus-visible:-outline-offset-2"
            >
              {render(item)}
            </button>
            {actions?.(item)}
          </li>
        ))}
        {note !== undefined && <li className="px-2 py-1 text-sm text-muted">{note}</li>}
      </ul>
    </div>
  )
}
