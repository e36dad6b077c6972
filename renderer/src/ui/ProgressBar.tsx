import './ui.css'

interface ProgressBarProps {
  label: string
  /** 0 to 100; null when nobody knows. */
  percent: number | null
}

/** Fills only as far as is known; otherwise it just moves. */
export const ProgressBar = ({ label, percent }: ProgressBarProps) =>
  percent === null ? (
    <div className="progress progress-unknown" role="progressbar" aria-label={label} />
  ) : (
    <progress className="progress" aria-label={label} max={100} value={percent} />
  )
