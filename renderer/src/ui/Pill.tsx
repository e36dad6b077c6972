import type { ReactNode } from 'react'
import { cx } from './classNames.ts'

export type PillTone = 'plain' | 'accent' | 'good' | 'bad' | 'warn'

const TONES: Record<PillTone, string> = {
  plain: 'text-muted',
  accent: 'text-accent',
  good: 'text-good',
  bad: 'text-bad',
  warn: 'text-warn',
}

/** A state: icon and text, never colour alone. */
export const Pill = ({ tone, icon, children }: { tone: PillTone; icon: ReactNode; children: ReactNode }) => (
  <span
    className={cx(
      'inline-flex shrink-0 items-center gap-1 text-sm font-medium whitespace-nowrap [&_svg]:size-3.5',
      TONES[tone],
    )}
  >
    {icon}
    {children}
  </span>
)

/** A small fact, such as a model or a length. */
export const Chip = ({ children, title }: { children: ReactNode; title?: string }) => (
  <span
    {...(title === undefined ? {} : { title })}
    className="inline-flex h-5 max-w-56 items-center truncate rounded-sm border border-line px-1.5 text-xs text-muted"
  >
    {children}
  </span>
)
