import { cx } from './classNames.ts'

interface ProgressBarProps {
  label: string
  /** 0 to 100; null when nobody knows. */
  percent: number | null
  className?: string
}

/** Fills only as far as is known; otherwise it just moves. */
export const ProgressBar = ({ label, percent, className }: ProgressBarProps) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    {...(percent === null ? {} : { 'aria-valuenow': Math.round(percent) })}
    className={cx('h-1 overflow-hidden rounded-full bg-track', className)}
  >
    {percent === null ? (
      <div className="h-full w-2/5 animate-unknown rounded-full bg-accent/80" />
    ) : (
      <div
        className="h-full origin-left rounded-full bg-accent transition-transform duration-300"
        style={{ transform: `scaleX(${percent / 100})` }}
      />
    )}
  </div>
)
