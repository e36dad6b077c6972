import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Keys } from './Keys.tsx'
import { cx } from './classNames.ts'

/** A menu as data, so that a button's menu and a context menu show the same. */
export type MenuEntry =
  | {
      kind?: 'item'
      id: string
      label: string
      icon?: ReactNode
      keys?: string | undefined
      tone?: 'plain' | 'danger'
      isDisabled?: boolean
      run: () => void
    }
  | { kind: 'check'; id: string; label: string; isChecked: boolean; run: () => void }
  | { kind: 'submenu'; id: string; label: string; icon?: ReactNode; entries: readonly MenuEntry[] }
  | { kind: 'label'; id: string; label: string }
  | { kind: 'separator'; id: string }

const POPUP =
  'max-h-(--available-height) min-w-48 max-w-80 overflow-auto rounded-md border border-line bg-raised p-1 text-text shadow-popup outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'
const ITEM =
  'flex min-h-7 items-center gap-2 rounded-sm px-2 outline-none data-disabled:opacity-50 data-highlighted:bg-hover data-popup-open:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'

const Entry = ({ entry }: { entry: MenuEntry }): ReactElement => {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className="mx-1 my-1 h-px bg-line" />
    case 'label':
      return <div className="px-2 pt-1.5 pb-0.5 text-xs text-muted">{entry.label}</div>
    case 'check':
      return (
        <Base.CheckboxItem checked={entry.isChecked} onCheckedChange={entry.run} className={ITEM}>
          <span className="size-4">
            <Base.CheckboxItemIndicator>
              <Check aria-hidden />
            </Base.CheckboxItemIndicator>
          </span>
          {entry.label}
        </Base.CheckboxItem>
      )
    case 'submenu':
      return (
        <Base.SubmenuRoot>
          <Base.SubmenuTrigger className={ITEM}>
            {entry.icon}
            <span className="flex-1">{entry.label}</span>
            <ChevronRight aria-hidden />
          </Base.SubmenuTrigger>
          <Base.Portal>
            <Base.Positioner sideOffset={2} className="z-40">
              <Base.Popup className={POPUP}>
                <Entries entries={entry.entries} />
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.SubmenuRoot>
      )
    default:
      return (
        <Base.Item
          onClick={entry.run}
          disabled={entry.isDisabled === true}
          className={cx(ITEM, entry.tone === 'danger' && 'text-bad')}
        >
          {entry.icon}
          <span className="flex-1 truncate">{entry.label}</span>
          {entry.keys !== undefined && <Keys keys={entry.keys} />}
        </Base.Item>
      )
  }
}

const Entries = ({ entries }: { entries: readonly MenuEntry[] }) =>
  entries.map((entry) => <Entry key={entry.id} entry={entry} />)

interface MenuProps {
  /** The button that opens it; it must have a name. */
  trigger: ReactElement
  entries: readonly MenuEntry[]
  align?: 'start' | 'center' | 'end'
}

export const Menu = ({ trigger, entries, align = 'start' }: MenuProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={4} align={align} className="z-40">
        <Base.Popup className={POPUP}>
          <Entries entries={entries} />
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

interface ContextMenuProps {
  /** Made when it opens, so that a thousand rows cost nothing. */
  entries: () => readonly MenuEntry[]
  /** The area, one element. */
  children: ReactElement
  onOpen?: () => void
}

/** A right-click (or long press) menu. Whatever it holds must also be reachable by a button or a key. */
export const ContextMenu = ({ entries, children, onOpen }: ContextMenuProps) => (
  <BaseContext.Root onOpenChange={(open) => open && onOpen?.()}>
    <BaseContext.Trigger render={children} />
    <BaseContext.Portal>
      <BaseContext.Positioner className="z-40">
        <BaseContext.Popup className={POPUP}>
          <LateEntries entries={entries} />
        </BaseContext.Popup>
      </BaseContext.Positioner>
    </BaseContext.Portal>
  </BaseContext.Root>
)

/** Where a menu without a button of its own opens: at an element, or at a point on the screen. */
export interface MenuPlace {
  /** Gets the keyboard back. */
  owner: HTMLElement
  /** The pointer's place; null to stand at the owner. */
  point: { x: number; y: number } | null
}

interface PlacedMenuProps {
  /** Null while it is closed. */
  place: MenuPlace | null
  entries: readonly MenuEntry[]
  onClose: () => void
}

/** One menu for all rows of a list, opened where it is asked for. */
export const PlacedMenu = ({ place, entries, onClose }: PlacedMenuProps) => {
  const point = place?.point ?? null
  const anchor =
    point === null
      ? (place?.owner ?? null)
      : { getBoundingClientRect: () => DOMRect.fromRect({ x: point.x, y: point.y, width: 0, height: 0 }) }
  return (
    <Base.Root open={place !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={point === null ? 4 : 0} align="start" className="z-40">
          <Base.Popup className={POPUP} finalFocus={() => place?.owner ?? true}>
            <Entries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const LateEntries = ({ entries }: { entries: () => readonly MenuEntry[] }) => <Entries entries={entries()} />
