import type { ReactNode } from 'react'
import './ui.css'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  children?: ReactNode
}

/** Fills a place that has nothing to show: what is the matter, and the way out. */
export const EmptyState = ({ icon, title, children }: EmptyStateProps) => (
  <div className="empty-state">
    <div className="empty-state-icon" aria-hidden="true">
      {icon}
    </div>
    <h2>{title}</h2>
    {children}
  </div>
)

interface BannerProps {
  tone: 'plain' | 'warning' | 'error'
  icon: ReactNode
  children: ReactNode
  action?: ReactNode
}

export const Banner = ({ tone, icon, children, action }: BannerProps) => (
  <div className={`banner banner-${tone}`} role="status">
    <span aria-hidden="true" className="banner-icon">
      {icon}
    </span>
    <p>{children}</p>
    {action}
  </div>
)
