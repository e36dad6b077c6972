import type { ReactNode } from 'react'
import { cx } from './classNames.ts'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Fills a place that has nothing to show: what is the matter, and the way out. */
export const EmptyState = ({ icon, title, children, actions }: EmptyStateProps) => (
  <div className="m-auto flex max-w-md flex-col items-center gap-3 p-8 text-center">
    <div className="text-muted [&_svg]:size-8 [&_svg]:stroke-[1.5]" aria-hidden="true">
      {icon}
    </div>
    <h2 className="text-lg font-semibold">{title}</h2>
    {children !== undefined && <div className="space-y-2 text-muted">{children}</div>}
    {actions !== undefined && <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div>}
  </div>
)

interface BannerProps {
  tone: 'plain' | 'warning' | 'error'
  icon: ReactNode
  children: ReactNode
  actions?: ReactNode
}

const BANNER_TONES = {
  plain: 'border-line bg-raised [&>svg]:text-muted',
  warning: 'border-warn/40 bg-warn-soft [&>svg]:text-warn',
  error: 'border-bad/40 bg-bad-soft [&>svg]:text-bad',
} as const

/** A lasting state that concerns the whole view, with its way out. */
export const Banner = ({ tone, icon, children, actions }: BannerProps) => (
  <div
    role="status"
    className={cx(
      'flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-3 py-1.5 [&>svg]:size-4 [&>svg]:shrink-0',
      BANNER_TONES[tone],
    )}
  >
    {icon}
    <div className="min-w-48 flex-1">{children}</div>
    {actions}
  </div>
)

/** A place that is being filled; as large as what will stand there, so that nothing jumps. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden="true" className={cx('animate-pulse rounded-md bg-track', className)} />
)
