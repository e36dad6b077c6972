import type { ReactNode } from 'react'

/** A way out that stands in a line of small text. */
export const NoteButton = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <button
    type="button"
    onClick={onClick}
    className="min-h-6 rounded-sm px-1 font-medium text-accent transition-colors hover:bg-hover"
  >
    {children}
  </button>
)
