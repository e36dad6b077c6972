import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { formatNumber } from '../i18n/format.ts'
import { cx } from './classNames.ts'

interface TabsProps<Value extends string> {
  label: string
  value: Value
  tabs: readonly { value: Value; label: string; count?: number | undefined; tone?: 'plain' | 'warn' | 'bad' }[]
  onChange: (value: Value) => void
  /** What the chosen tab shows; all tabs share one panel where they only filter. */
  children: ReactNode
  /** Stands at the end of the row of tabs. */
  end?: ReactNode
  className?: string
}

const TONES = { plain: 'text-muted', warn: 'text-warn', bad: 'text-bad' } as const

export const Tabs = <Value extends string>({
  label,
  value,
  tabs,
  onChange,
  children,
  end,
  className,
}: TabsProps<Value>) => (
  <Base.Root
    value={value}
    onValueChange={(next: Value) => onChange(next)}
    className={cx('flex min-h-0 min-w-0 flex-1 flex-col', className)}
  >
    <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-2">
      <Base.List aria-label={label} className="flex min-w-0 flex-wrap" activateOnFocus={false}>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2.5 whitespace-nowrap text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:text-text"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span
                className={cx(
                  'min-w-[3ch] text-start text-sm tabular-nums',
                  tab.count > 0 ? TONES[tab.tone ?? 'plain'] : 'text-muted',
                )}
              >
                {formatNumber(tab.count)}
              </span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {end !== undefined && <div className="ms-auto flex items-center gap-1 py-1">{end}</div>}
    </div>
    <Base.Panel value={value} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
      {children}
    </Base.Panel>
  </Base.Root>
)
