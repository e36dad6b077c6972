/** A shortcut as people read it, such as "Ctrl+K" or "⌘K". */
export const Keys = ({ keys }: { keys: string }) => (
  <kbd className="rounded-sm border border-line bg-canvas px-1 font-sans text-xs text-muted">{keys}</kbd>
)
