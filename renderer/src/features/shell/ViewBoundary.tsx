import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { translate } from '../../i18n/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/Message.tsx'

/** Keeps a view that fails from taking the others with it. React offers this only to classes. */
export class ViewBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <EmptyState
        icon={<TriangleAlert />}
        title={translate('shell:crashedTitle')}
        actions={<Button onClick={() => this.setState({ error: null })}>{translate('shell:crashedReload')}</Button>}
      >
        <p>{translate('shell:crashedText')}</p>
        <code className="font-mono text-sm">{error.message}</code>
      </EmptyState>
    )
  }
}
