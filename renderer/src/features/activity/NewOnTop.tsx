import { ArrowUp } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'

/** Lies over a list that is being read: there is more above. */
export const NewOnTop = ({ label, onShow }: { label: string; onShow: () => void }) => (
  <Button
    tone="primary"
    icon={<ArrowUp aria-hidden />}
    className="absolute start-1/2 top-2 z-10 -translate-x-1/2 shadow-popup"
    onClick={onShow}
  >
    {label}
  </Button>
)
